"""Which revisions are newer than a point in the history, or than a commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.history.git import Changes, changes
from alembic_mrt.history.read import read_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.history.graph import History
    from alembic_mrt.history.script import RevisionScript

GIT: Final = "git:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Hold what happened to a history since a commit.

    ``added`` and ``edited`` are revisions, the latter with the content of their scripts at that
    commit; ``ahead`` are the scripts that ``reference`` has got in the meantime and this working
    tree has not.
    """

    reference: str
    added: frozenset[str] = frozenset()
    edited: Mapping[str, bytes] = field(default_factory=dict)
    ahead: tuple[RevisionScript, ...] = ()

    @property
    def revisions(self) -> frozenset[str]:
        """Return the revisions whose scripts were added or changed."""
        return self.added.union(self.edited)


def since_commit(history: History, reference: str) -> Since:
    """Return what changed in the scripts of a history since a commit.

    Raises ConfigurationError where git cannot tell.
    """
    by_path = {script.path: name for name, script in history.scripts.items()}
    added: set[str] = set()
    edited: dict[str, bytes] = {}
    ahead: list[RevisionScript] = []
    for folder in _folders(history):
        found = changes(folder, reference)
        added |= {by_path[folder / n] for n in found.added if folder / n in by_path}
        edited |= {by_path[folder / n]: c for n, c in found.edited.items() if folder / n in by_path}
        ahead += _scripts(folder, found)
    return Since(
        reference=reference,
        added=frozenset(added),
        edited=edited,
        ahead=tuple(script for script in ahead if script.revision not in history.scripts),
    )


def newer_than(history: History, revisions: Iterable[str]) -> frozenset[str]:
    """Return the revisions that are neither among ``revisions`` nor below one of them."""
    older: set[str] = set()
    pending = list(revisions)
    while pending:
        revision = pending.pop()
        if revision not in older and revision in history.scripts:
            older.add(revision)
            pending += history.parents(revision)
    return frozenset(history.scripts).difference(older)


def _folders(history: History) -> list[Path]:
    """Return the folders that the scripts lie in, those in others left out."""
    found = [Path(location).resolve() for location in history.locations]
    return [f for f in found if not any(o != f and f.is_relative_to(o) for o in found)]


def _scripts(folder: Path, found: Changes) -> Iterator[RevisionScript]:
    for name, content in found.ahead.items():
        script = read_content(folder / name, str(Path(folder.name) / name), content).script
        if name.endswith(".py") and script is not None:
            yield script
