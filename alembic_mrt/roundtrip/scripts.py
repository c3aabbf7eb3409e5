"""The revision scripts as Python modules: what runs, where the history says what comes when."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionMap

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.finding import Location
from alembic_mrt.history.graph import History
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.own_process import OwnProcess
from alembic_mrt.roundtrip.seam import Failure, attempt
from alembic_mrt.roundtrip.steps import MigrationFunction


class Scripts:
    """Import the revision scripts of a history, all at once, as Alembic does.

    Raises ConfigurationError naming the script and the line that cannot be imported.
    """

    def __init__(self, config: Config, history: History) -> None:
        self.directory = ScriptDirectory.from_config(config)
        self.history = history
        self._process = OwnProcess()

    def load(self) -> None:
        """Import every revision script."""
        error = attempt(lambda: self.revision_map.heads)
        if error is not None:
            raise ConfigurationError(
                f"{user_line(error) or 'A revision script'} cannot be imported: {sentence(error)}.",
                _remedy(error),
            ) from error

    @property
    def revision_map(self) -> RevisionMap:
        """Return Alembic's own map of the revisions."""
        return self.directory.revision_map

    def parents(self, revision: str) -> tuple[str, ...]:
        """Return the revisions that ``revision`` comes after, dependencies included."""
        return self.history.parents(revision)

    def of(self, revision: str) -> RevisionScript:
        """Return what was read from the source of the script."""
        return self.history.scripts[revision]

    def has(self, revision: str, direction: str) -> bool:
        """Tell whether the script defines the function."""
        return hasattr(self._module(revision), direction)

    def function(self, revision: str, direction: str) -> MigrationFunction:
        """Return ``upgrade`` or ``downgrade`` of a script, as the next process would import it."""
        module = self._process.module(self._module(revision), self.of(revision))
        function: MigrationFunction = getattr(module, direction)
        return function

    def line(self, revision: str, direction: str) -> Location:
        """Return where the function is defined, or the script where it is not."""
        code = getattr(getattr(self._module(revision), direction, None), "__code__", None)
        return Location(self.of(revision).file, getattr(code, "co_firstlineno", None))

    def _module(self, revision: str) -> Any:
        script = self.directory.get_revision(revision)
        assert script is not None
        return script.module


def _remedy(error: Failure) -> str:
    if isinstance(error, ImportError):
        return (
            "Install what the revision scripts import, or name its folder in prepend_sys_path of "
            "alembic.ini."
        )
    return "Correct it there: every command of Alembic's that imports the scripts fails with it."
