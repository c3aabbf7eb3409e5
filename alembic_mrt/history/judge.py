"""Judge the graph: duplicates, unknown parents, circles, several heads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from alembic.script.revision import CycleDetected, Revision, RevisionError, RevisionMap

from alembic_mrt.history import faults
from alembic_mrt.history.names import named_scripts, resolved_parents
from alembic_mrt.history.sound import Parents, circles

if TYPE_CHECKING:
    from alembic_mrt.finding import Finding
    from alembic_mrt.history.script import RevisionScript

Scripts = Mapping[str, "RevisionScript"]


def graph_faults(read: Sequence[RevisionScript], *, complete: bool) -> Iterator[Finding]:
    """Yield what is wrong with the graph of the scripts that could be read.

    Where the place of a file is not known (not ``complete``), a parent that seems to be missing
    may be that very file, and nothing is said of it.
    """
    scripts = {script.revision: script for script in read}
    yield from duplicates(read)
    if complete:
        yield from unknown_parents(scripts)
    yield from rings(scripts, resolved_parents(scripts))


def duplicates(read: Sequence[RevisionScript]) -> Iterator[Finding]:
    """Yield a fault for each revision id, and each branch label, that is given twice."""
    first: dict[str, RevisionScript] = {}
    for script in read:
        other = first.setdefault(script.revision, script)
        if other is not script:
            yield faults.duplicate(script, other)
    named = named_scripts(first)
    for script in first.values():
        for label in dict.fromkeys(script.branch_labels):
            if named[label] is not script:
                yield faults.duplicate_label(label, script, named[label])


def unknown_parents(scripts: Scripts) -> Iterator[Finding]:
    """Yield a fault for each name that no script carries."""
    named = named_scripts(scripts)
    for script in scripts.values():
        for name in script.down_revisions:
            if name not in scripts:
                near = difflib.get_close_matches(name, scripts)
                yield faults.unknown_parent(script, "down_revision", name, near)
        for name in script.depends_on:
            if name not in named:
                near = difflib.get_close_matches(name, named)
                yield faults.unknown_parent(script, "depends_on", name, near)


def rings(scripts: Scripts, parents: Parents) -> Iterator[Finding]:
    """Yield a fault for each circle."""
    for ring in circles(parents):
        yield faults.cycle([scripts[revision] for revision in ring])


def map_revisions(scripts: Scripts) -> tuple[RevisionMap, tuple[Finding, ...]]:
    """Hand the scripts to Alembic; where it refuses them, return an empty map and why."""
    named = named_scripts(scripts)
    revisions = [_revision(script, named) for script in scripts.values()]
    revision_map = RevisionMap(lambda: revisions)
    try:
        revision_map.get_revisions("heads")
    except RevisionError as error:
        code = faults.CYCLE if isinstance(error, CycleDetected) else faults.DUPLICATE
        refusal = faults.refused(code, next(iter(scripts.values())), str(error).rstrip("."))
        return RevisionMap(tuple), (refusal,)
    return revision_map, ()


def several_heads(
    scripts: Scripts, revision_map: RevisionMap, order: Sequence[str], wanted: Sequence[str]
) -> Iterator[Finding]:
    """Yield a fault where the history ends in several revisions that nothing tells apart."""
    heads = sorted(revision_map.heads)
    if len(heads) < 2 or set(heads) == set(wanted) or _labelled(heads, revision_map):
        return
    above = [_ancestors(scripts, head) for head in heads]
    common = [revision for revision in order if all(revision in some for some in above)]
    bases = sorted(revision_map.bases, key=order.index)
    found = [scripts[head] for head in heads]
    odd = scripts[min(reversed(heads), key=lambda head: len(above[heads.index(head)]))]
    yield faults.several_heads(found, odd, common[-1] if common else None, bases)


def _revision(script: RevisionScript, named: Scripts) -> Revision:
    labels = tuple(label for label in script.branch_labels if named[label] is script)
    return Revision(
        script.revision,
        script.down_revisions or None,
        dependencies=script.depends_on or None,
        branch_labels=tuple(dict.fromkeys(labels)) or None,
    )


def _labelled(heads: Sequence[str], revision_map: RevisionMap) -> bool:
    """Tell whether each head carries a branch label that no other head carries."""
    carried = [_labels(revision_map, head) for head in heads]
    return all(
        own.difference(*(labels for labels in carried if labels is not own)) for own in carried
    )


def _labels(revision_map: RevisionMap, head: str) -> set[str]:
    revision = revision_map.get_revision(head)
    return set(revision.branch_labels) if revision is not None else set()


def _ancestors(scripts: Scripts, head: str) -> set[str]:
    found: set[str] = set()
    pending = [head]
    while pending:
        for above in scripts[pending.pop()].down_revisions:
            if above not in found:
                found.add(above)
                pending.append(above)
    return found
