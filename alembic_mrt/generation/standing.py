"""The archives that a history has made and not dropped yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.analyze import analysed
from alembic_mrt.choice import read_configured
from alembic_mrt.config import read_settings
from alembic_mrt.generation.layout import layout
from alembic_mrt.generation.literals import quoted
from alembic_mrt.generation.names import is_archive
from alembic_mrt.history.locations import script_directory
from alembic_mrt.operations.vocabulary import CreateTable, DropTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config

    from alembic_mrt.history.script import RevisionScript


@dataclass(frozen=True)
class StandingArchive:
    """Hold an archive table, and the script that makes it."""

    table: str
    schema: str | None
    script: RevisionScript

    @property
    def told(self) -> str:
        """Name the archive and whose it is."""
        name = f"{self.schema}.{self.table}" if self.schema else self.table
        return f"{name}  of {self.script.revision} {self.script.title}".rstrip()


def standing_archives(config: Config, revisions: Sequence[str] = ()) -> list[StandingArchive]:
    """Return the archives of some revisions, of all for none, that no later revision drops.

    Raises ConfigurationError for a word that names no revision.
    """
    history = read_configured(config, read_settings(config))
    chosen = history.resolve(revisions)
    found: dict[tuple[str | None, str], StandingArchive] = {}
    for entry in analysed(history, None).revisions:
        for step in entry.upgrade:
            if not isinstance(step, (CreateTable, DropTable)) or not isinstance(step.table, str):
                continue
            key = (step.schema or None, step.table)
            if isinstance(step, DropTable):
                found.pop(key, None)
            elif is_archive(step.table):
                found[key] = StandingArchive(step.table, key[0], entry.script)
    return [a for a in found.values() if not chosen or a.script.revision in chosen]


def write_dropping_revision(config: Config, found: Sequence[StandingArchive], message: str) -> str:
    """Write the revision that drops archives, and return the path of its script.

    It is declared irreversible by a downgrade that says why. Raises CommandError as ``alembic
    revision`` does, and what importing a revision script raises.
    """
    from alembic.script import ScriptDirectory
    from alembic.util import rev_id

    script_directory(config)  # words what is wrong with the configuration
    script = ScriptDirectory.from_config(config).generate_revision(
        rev_id(),
        message,
        refresh=True,
        upgrades=layout("\n".join(map(_drop, reversed(found)))),
        downgrades=layout(f"raise RuntimeError({quoted(_reason(found))})"),
    )
    return str(script.path) if script is not None else ""


def _drop(archive: StandingArchive) -> str:
    schema = f", schema={quoted(archive.schema)}" if archive.schema else ""
    return f"op.drop_table({quoted(archive.table)}{schema})"


def _reason(found: Sequence[StandingArchive]) -> str:
    revisions = ", ".join(dict.fromkeys(archive.script.revision for archive in found))
    return f"The archives of {revisions} are dropped, and what they kept is gone."
