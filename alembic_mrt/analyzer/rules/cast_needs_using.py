"""A column changes to a type that PostgreSQL does not convert it to by itself.

Text to a number, to a date, to uuid, to boolean, to json or to an enum type; a number to boolean
and back; one enum type to another: ALTER COLUMN ... TYPE takes assignment casts only.

Why: the step fails whatever the table holds: "column cannot be cast automatically to type".
(PostgreSQL documentation, ALTER TABLE, "SET DATA TYPE".)

Instead: say how: `postgresql_using="sku::integer"`, in both directions.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.data.kinds import Kind, kind_of
from alembic_mrt.analyzer.data.trail import column_at, spot
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AlterColumn
from alembic_mrt.schema.objects import Domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Schema, Text

CODE = "MRT112"
NAME = "cast-needs-using"
SEVERITY = Severity.ERROR
_GROUPS: Final = {
    "integer": "number", "exact": "number", "float": "number", "date": "moment",
    "timestamp": "moment",
}  # fmt: skip
_JUDGED: Final = frozenset({"number", "moment", "text", "boolean", "time", "uuid", "json", "enum"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such change, in either direction."""
    return trap_findings(context, CODE, _look, (AlterColumn,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect != "postgresql":
        return
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, AlterColumn) and operation.using is None:
            yield from _judge(step, applied, operation)


def _judge(step: Step, applied: Applied, operation: AlterColumn) -> Iterator[Trap]:
    was = _type_before(applied, operation)
    source, target = kind_of(was), kind_of(operation.type)
    if source is None or target is None or not _refused(source, target):
        return
    if any(_is_domain(applied.before, kind) for kind in (source, target)):
        return
    name = f"{operation.table}.{operation.column}"
    cast = target.name.removeprefix("ENUM ").lower()
    yield Trap(
        applied,
        f"{step.name}() changes {name} from {source.name} to {target.name} without USING: "
        "PostgreSQL does not convert it by itself",
        f'Say how: postgresql_using="{operation.column}::{cast}".',
        name,
    )


def _is_domain(schema: Schema, kind: Kind) -> bool:
    """Tell whether a type is a domain: it converts as the type below it does."""
    name = kind.name.removeprefix("ENUM ").casefold()
    return any(str(found.name).casefold() == name for _, found in schema.buckets.every(Domain))


def _type_before(applied: Applied, operation: AlterColumn) -> Text:
    place = spot(operation.table, operation.column, operation.schema)
    held = column_at(applied.before, place)
    if held is not None and isinstance(held.type, str):
        return held.type
    return operation.existing.type if operation.existing is not None else None


def _refused(source: Kind, target: Kind) -> bool:
    """Tell whether there is no assignment cast (pg_cast.castcontext is neither i nor a)."""
    if source.name == target.name:
        return False
    one, other = (_GROUPS.get(kind.family, kind.family) for kind in (source, target))
    if not {one, other} <= _JUDGED:
        return False
    if (one, other) == ("moment", "time"):
        return source.family != "timestamp"
    return other != "text" and (one != other or one == "enum")
