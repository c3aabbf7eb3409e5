"""A constraint is created without a name.

`None` for a name, or `unique=True` and `ForeignKey(...)` in a column. A primary key is no finding.

Why: the database chooses a name, each its own. A later revision that is to drop the constraint has
to guess it, and on SQLite there is none to drop. A naming convention in the metadata of env.py
(`target_metadata`) gives names; the analysis, which does not run env.py, cannot see it, so this
rule is off.

Instead: name the constraint, or set a naming convention.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import AddColumn, CreateConstraint, CreateTable
from alembic_mrt.schema.objects import Constraint, PrimaryKey
from alembic_mrt.schema.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT718"
NAME = "unnamed-constraint"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each constraint without a name."""
    for entry in context.revisions:
        for step in entry.upgrade:
            for made in _made(step):
                yield _finding(entry, step, made)


def _made(step: Operation) -> Iterator[Constraint]:
    """Yield the constraints without a name that an operation creates."""
    objects: tuple[SchemaObject, ...] = ()
    if isinstance(step, CreateConstraint):
        objects = (step.constraint,) if step.name is None else ()
    elif isinstance(step, (CreateTable, AddColumn)):
        objects = step.objects
    for made in objects:
        if isinstance(made, Constraint) and not isinstance(made, PrimaryKey) and not made.name:
            yield made


def _finding(entry: Analysed, step: Operation, made: Constraint) -> Finding:
    table = str(getattr(step, "table", made.table))
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} creates a {made.kind} on {table} without a name.",
        revision=entry.revision,
        location=step.location,
        remedy="Name it, or set a naming convention in the metadata of env.py.",
        object=title(made),
    )
