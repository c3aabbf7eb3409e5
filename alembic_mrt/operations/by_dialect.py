"""Bring together what a script does on each of the dialects that it distinguishes."""

from __future__ import annotations

import dataclasses
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.operations.vocabulary import Operation, Step


class _Entry:
    def __init__(self, operation: Operation, on: str | None) -> None:
        self.operation = operation
        self.key = repr(operation)
        self.on = {on}


def merge(steps: Mapping[str | None, Step]) -> Step:
    """Return one step of those read for each dialect; None stands for all other dialects."""
    first = next(iter(steps.values()))
    if len(steps) == 1:
        return first
    entries: list[_Entry] = []
    for dialect, step in steps.items():
        entries = _woven(entries, [_Entry(op, dialect) for op in step.operations])
    operations = tuple(_guarded(entry, set(steps)) for entry in entries)
    stub = all(step.stub for step in steps.values())
    return dataclasses.replace(first, operations=operations, stub=stub)


def _woven(one: Sequence[_Entry], other: Sequence[_Entry]) -> list[_Entry]:
    """Weave two sequences into one that keeps the order of both."""
    matcher = SequenceMatcher(None, [e.key for e in one], [e.key for e in other], autojunk=False)
    found: list[_Entry] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        found += one[i1:i2]
        if tag == "equal":
            for mine, theirs in zip(one[i1:i2], other[j1:j2], strict=True):
                mine.on |= theirs.on
        else:
            found += other[j1:j2]
    return found


def _guarded(entry: _Entry, dialects: set[str | None]) -> Operation:
    operation = entry.operation
    if entry.on == dialects:
        return operation
    named = frozenset(name for name in entry.on if name is not None)
    if None in entry.on:
        absent = frozenset(name for name in dialects - entry.on if name is not None)
        return dataclasses.replace(operation, not_on=operation.not_on | absent)
    own = operation.dialects
    return dataclasses.replace(operation, dialects=named if own is None else own & named)
