"""What the identifiers in revision scripts stand for: ids, and branch labels in ``depends_on``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.history.script import RevisionScript


def named_scripts(scripts: Mapping[str, RevisionScript]) -> dict[str, RevisionScript]:
    """Return the scripts by id and by branch label; who came first keeps a name."""
    named = dict(scripts)
    for script in scripts.values():
        for label in script.branch_labels:
            named.setdefault(label, script)
    return named


def resolved_parents(scripts: Mapping[str, RevisionScript]) -> dict[str, tuple[str, ...]]:
    """Return the parents of each revision, labels replaced; unknown names stay as they are."""
    named = named_scripts(scripts)
    return {
        revision: _once(
            [*script.down_revisions, *(_id_of(name, named) for name in script.depends_on)]
        )
        for revision, script in scripts.items()
    }


def _id_of(name: str, named: Mapping[str, RevisionScript]) -> str:
    return named[name].revision if name in named else name


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
