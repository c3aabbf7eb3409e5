"""An index is dropped on MySQL that a foreign key still needs.

MySQL asks for an index that begins with the columns of each foreign key; the one that it makes
itself goes as soon as a script creates another that serves. Silent where another index, a unique
constraint or the primary key begins with them, and where the key is dropped before or by the same
statement, or may have been dropped by a statement that check does not read.

Why: "Cannot drop index: needed in a foreign key constraint".

Instead: drop the foreign key first, then its index, and create the key again where it is to stay.

Since: 0.1
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import DropIndex
from alembic_mrt.schema.objects import ForeignKey, Index, PrimaryKey, UniqueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Schema, TableObject

CODE = "MRT109"
NAME = "index-of-a-foreign-key"
SEVERITY = Severity.ERROR

_OF_MYSQL: Final = ("mysql", "mariadb")
_INDEXES: Final = (Index, UniqueConstraint, PrimaryKey)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    return trap_findings(context, CODE, _look, (DropIndex,))


def _look(step: Step) -> Iterator[Trap]:
    applied = step.applied if step.dialect in _OF_MYSQL else ()
    for _, group in itertools.groupby(enumerate(applied), _statement):
        together = [one for _, one in group]
        for one in together:
            if isinstance(one.operation, DropIndex) and not one.operation.maybe:
                yield from _needed(one, one.operation, together[-1].after)


def _statement(numbered: tuple[int, Applied]) -> tuple[object, ...]:
    """Return what operations of one statement have in common, and no others do."""
    number, applied = numbered
    operation = applied.operation
    return (operation.location, operation.statement) if operation.statement else (number,)


def _needed(applied: Applied, operation: DropIndex, after: Schema) -> Iterator[Trap]:
    place = str(operation.table), operation.schema
    held, left = list(applied.before.of_table(*place)), list(after.of_table(*place))
    dropped = [o for o in held if isinstance(o, Index) and o.name == operation.name]
    others = [o for o in left if isinstance(o, _INDEXES)]
    certain = [o for o in left if isinstance(o, ForeignKey) and o.key not in applied.start.doubted]
    for key in (o for o in certain if o in held and dropped):
        if _serves(dropped[0], key) and not any(_serves(other, key) for other in others):
            yield _trap(applied, operation, key)


def _serves(found: TableObject, key: ForeignKey) -> bool:
    """Tell whether an index begins with the columns of a key; one that is not known may."""
    columns = getattr(found, "columns", ())
    if not isinstance(columns, tuple) or not isinstance(key.columns, tuple):
        return True
    return columns[: len(key.columns)] == key.columns


def _trap(applied: Applied, operation: DropIndex, key: ForeignKey) -> Trap:
    return Trap(
        applied,
        f"index {operation.name} of {operation.table} is dropped, and foreign key {key.label} "
        "needs it",
        "Drop the foreign key first.",
        f"index {operation.name}",
    )
