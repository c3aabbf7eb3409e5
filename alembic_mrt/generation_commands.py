"""``mrt-init``, ``mrt-stub`` and ``mrt-archives``: what they do, and the lines that they print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.config import read_settings
from alembic_mrt.config_files import check_files
from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.process import stdout_as_stderr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic.config import Config

    from alembic_mrt.generation.changes import Change


def initialized(
    config: Config,
    directory: str | None,
    template: str | None,
    *,
    dry_run: bool,
    template_path: bool,
) -> Iterator[str]:
    """Add to an environment what it lacks, or make one, and yield what was done.

    ``directory`` and ``template`` are for a new one; None stands for the usual.
    ``dry_run`` changes nothing and yields the differences; ``template_path`` yields the folder to
    give to ``alembic init -t``. Raises ConfigurationError where nothing can be done.
    """
    from alembic_mrt.generation.install import TEMPLATES, installation, template_folder, told

    if template_path:
        yield str(template_folder(template or TEMPLATES[0]))
        return
    plan = installation(config, directory, template)
    if dry_run:
        yield from (change.diff().rstrip("\n") for change in plan.changes)
        yield from plan.notes or ([] if plan.changes else ["nothing to change"])
        return
    _make(plan.changes)
    yield from told(plan)


def stubbed(
    config: Config, revisions: Sequence[str], *, every: bool, since: str | None
) -> Iterator[str]:
    """Write the test stubs that are missing, and yield what was done.

    Raises ConfigurationError where nothing says which revisions are meant, or a word names none.
    """
    from alembic_mrt.generation.stubs import named_stubs

    if bool(revisions) == every:
        raise ConfigurationError(
            "mrt-stub needs to know which revisions are meant.",
            "Name revisions, or write --all (with --since REV for those after one).",
        )
    _check(config)
    for revision, change in list(named_stubs(config, revisions, since)):
        if change is None:
            yield f"{revision} has a test"
        else:
            _make([change])
            yield change.told


def archived(
    config: Config, revisions: Sequence[str], *, revision: bool, message: str | None
) -> Iterator[str]:
    """Yield the archives that stand; with ``revision`` write the script that drops them.

    Raises ConfigurationError where a word names no revision.
    """
    from alembic_mrt.generation.standing import standing_archives, write_dropping_revision

    _check(config)
    found = standing_archives(config, revisions)
    yield from (archive.told for archive in found)
    if not found:
        yield "no archive stands"
    elif revision:
        with stdout_as_stderr(config):
            path = write_dropping_revision(config, found, message or "Drop archives")
        yield f"made {path}"


def _check(config: Config) -> None:
    read_settings(config)
    check_files(config)


def _make(changes: Sequence[Change]) -> None:
    for change in changes:
        change.check()
    for change in changes:
        change.make()
