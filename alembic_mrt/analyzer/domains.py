"""Domains of PostgreSQL that an upgrade relaxes and the downgrade makes strict again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.data.freedoms import Freedom
from alembic_mrt.finding import Severity
from alembic_mrt.operations.spelling import enum_text
from alembic_mrt.operations.vocabulary import AlterObject, Delete, Opaque, Update
from alembic_mrt.schema.objects import Column, Domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.operations.replay import Applied, Replayed

_STRICT: Final = re.compile(r"^(?:add (?:constraint \S+ )?check ?(?P<check>\(.*\))|set not null)$")
_RELAXED: Final = re.compile(r"^drop (?:constraint|not null)\b")


def retaken_domains(_: Analysed, run: Replayed) -> Iterator[Freedom]:
    """Yield the checks that downgrade() puts on a domain which columns with new rows have."""
    for index, applied in enumerate(run.downgrade):
        value = _altered(applied)
        strict = _STRICT.match(value)
        given = _given(run.upgrade, applied) if strict else None
        columns = _columns_of(applied) if given is not None else []
        if strict is None or not columns:
            continue
        cleaned = [_cleans(earlier, columns) for earlier in run.downgrade[:index]]
        if Severity.WARNING not in cleaned:
            breaks = f"breaks {strict['check']}" if strict["check"] else "is NULL"
            yield _freedom(applied, columns[0], breaks, given, Severity.NOTE in cleaned)


def _altered(applied: Applied) -> str:
    operation = applied.operation
    altered = isinstance(operation, AlterObject) and operation.kind == Domain.kind
    return str(operation.value) if altered and isinstance(operation, AlterObject) else ""


def _given(upgrade: Sequence[Applied], taken: Applied) -> Applied | None:
    """Return the operation of upgrade() that relaxes the domain."""
    name = getattr(taken.operation, "name", None)
    for applied in upgrade:
        if _RELAXED.match(_altered(applied)) and getattr(applied.operation, "name", None) == name:
            return applied
    return None


def _columns_of(applied: Applied) -> list[Column]:
    name = enum_text(str(getattr(applied.operation, "name", ""))).casefold()
    every = applied.before.buckets.every(Column)
    return [found for _, found in every if str(found.type).casefold() == name]


def _cleans(applied: Applied, columns: Sequence[Column]) -> Severity | None:
    """Tell whether a step brings rows in line: WARNING where it does, NOTE where it may."""
    operation = applied.operation
    if isinstance(operation, Opaque):
        return Severity.NOTE
    tables = {column.table for column in columns}
    changes = isinstance(operation, Update | Delete) and operation.table in tables
    return Severity.WARNING if changes else None


def _freedom(
    applied: Applied, column: Column, breaks: str, given: Applied | None, unread: bool
) -> Freedom:
    name = str(getattr(applied.operation, "name", ""))
    return Freedom(
        applied,
        Severity.NOTE if unread or not applied.certain else Severity.WARNING,
        f"a value of {column.label}, whose type is the domain {name}, {breaks}",
        f"domain {name}",
        "Bring the rows in line with it first: "
        f'op.execute("UPDATE {column.table} SET {column.name} = ... WHERE ...")',
        given,
    )
