"""The state before the first revision, where that is not an empty database.

A script of SQL makes it: for a history that was begun on an existing database, for roles that
GRANT names, for extensions and for reference rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.roundtrip.caller import displayed
from alembic_mrt.roundtrip.dialects.base import ScriptError
from alembic_mrt.roundtrip.requirement import missing_object

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from alembic.runtime.migration import MigrationContext

    from alembic_mrt.roundtrip.dialects.base import Disposable


_OF_TYPE = (
    "Create an enum type before a column uses it, for op.add_column() does not: "
    'sa.Enum(..., name="{}").create(op.get_bind(), checkfirst=True). '
)


class Setup:
    """Hold the text of a script, and run it on a disposable database."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Read the script.

        Raises ConfigurationError naming the file that is not there or cannot be read.
        """
        self.name = displayed(Path(path))
        try:
            self._text = Path(path).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise ConfigurationError(
                f"The setup script {self.name} cannot be read: {error.strerror}.",
                "Name it with --setup, or with the key setup.",
            ) from None
        except UnicodeDecodeError:
            raise ConfigurationError(
                f"The setup script {self.name} is no text in UTF-8.",
                "pg_dump writes one with --format=plain --encoding=UTF8.",
            ) from None

    def apply(self, disposable: Disposable) -> None:
        """Run the script; raises ConfigurationError naming the line that fails."""
        try:
            disposable.run_script(self._text)
        except ScriptError as error:
            line = self._text.count("\n", 0, error.offset) + 1
            raise ConfigurationError(
                f"The setup script fails at {self.name}:{line}: {error}.", error.remedy
            ) from None

    def check_base(self, context: MigrationContext) -> None:
        """Make sure that the script leaves no revision behind.

        Raises ConfigurationError where the version table names one.
        """
        heads = context.get_current_heads()
        if heads:
            raise ConfigurationError(
                f"The setup script {self.name} leaves the revision {', '.join(sorted(heads))} in "
                f"{context.version_table}, but the state before the first revision is wanted.",
                "Dump that state, or leave the table out: pg_dump "
                f"--exclude-table={context.version_table}.",
            )


def setup_remedy(failure: BaseException, before: Iterable[str]) -> str:
    """Say how to have what an upgrade misses and no script among ``before`` speaks of."""
    missing = missing_object(failure)
    if missing is None:
        return ""
    made = _OF_TYPE.format(missing.name) if missing.kind == "type" else ""
    if any(missing.name in source for source in before):
        return made.strip()
    return made + (
        f"No revision before this one makes the {missing.kind} {missing.name}: where it was there "
        "before the first revision, let a script make it, which --setup or the key setup names."
    )
