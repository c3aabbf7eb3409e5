"""Which revisions are to have a test stub, and what is written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.analyze import analysed
from alembic_mrt.choice import choose, read_configured
from alembic_mrt.config import read_settings
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.generation.stub import stub_change
from alembic_mrt.generation.stub_folder import stub_folder
from alembic_mrt.history.several_databases import serves_several_databases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.config import Config

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.generation.changes import Change


def named_stubs(
    config: Config, revisions: Sequence[str], since: str | None
) -> Iterator[tuple[str, Change | None]]:
    """Yield the named revisions, none for all, with the stub to write: None where there is one.

    Only those that come after ``since``. Raises ConfigurationError for a word that names nothing,
    or for a history that cannot be loaded.
    """
    settings = read_settings(config)
    history = read_configured(config, settings)
    if not history.loadable:
        raise ConfigurationError(
            f"The history is broken: {history.faults[0].message}", "`alembic mrt-check` tells more."
        )
    chosen = choose(history, revisions, settings, since).only
    folder = stub_folder(config)
    for entry in analysed(history, None).revisions:
        if (chosen is None or entry.revision in chosen) and not _is_merge(entry):
            _refuse_several_databases(entry)
            yield entry.revision, stub_change(entry, folder)


def stub_of_file(config: Config, path: str) -> Change | None:
    """Return the stub of the revision in a file that was just written.

    It is None for a merge, and for a script that serves several databases.
    """
    history = read_configured(config, read_settings(config))
    for entry in analysed(history, None).revisions:
        if entry.script.path.samefile(path) and not _is_merge(entry):
            several = serves_several_databases(entry.script)
            return None if several else stub_change(entry, stub_folder(config))
    return None


def _refuse_several_databases(entry: Analysed) -> None:
    if serves_several_databases(entry.script):
        raise ConfigurationError(
            f"Revision {entry.revision} serves several databases: no test can take it up and down.",
            "Give each database a migration environment of its own.",
        )


def _is_merge(entry: Analysed) -> bool:
    return len(entry.script.down_revisions) > 1 and not entry.upgrade_effects
