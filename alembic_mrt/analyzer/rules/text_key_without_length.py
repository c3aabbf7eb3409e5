"""A key or an index on MySQL takes in a TEXT or BLOB column without saying how much of it.

MySQL and MariaDB refuse a primary key so; MySQL refuses every other index so as well, a unique
constraint included, and a column of an index that becomes TEXT or BLOB. MariaDB takes those: it
indexes the first 3072 bytes, and hashes unique values. As a MySQL URL may lead to a MariaDB server,
they are a warning, and nothing where the URL says MariaDB. FULLTEXT needs no length.

Why: "BLOB/TEXT column 'body' used in key specification without a key length".

Instead: `op.create_index("ix_posts_body", "posts", ["body"], mysql_length={"body": 100})`, or
a `sa.String(...)` column.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations import vocabulary as op
from alembic_mrt.schema.objects import Index, PrimaryKey, UniqueConstraint
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.objects import Schema, TableObject

CODE = "MRT126"
NAME = "text-key-without-length"
SEVERITY = Severity.ERROR

_LONG: Final = re.compile(r"(TINY|MEDIUM|LONG)?(TEXT|BLOB)\b")
_REFUSED: Final[dict[str | None, tuple[type[TableObject], ...]]] = {
    "mysql": (PrimaryKey, UniqueConstraint, Index),
    "mariadb": (PrimaryKey,),
}
_MAKERS: Final = (op.CreateTable, op.AddColumn, op.AlterColumn, op.CreateIndex, op.CreateConstraint)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such key, in either direction."""
    return trap_findings(context, CODE, _look, _MAKERS)


def _look(step: Step) -> Iterator[Trap]:
    kinds = _REFUSED.get(step.dialect, ())
    for applied in step.applied if kinds else ():
        if isinstance(applied.operation, _MAKERS):
            there = set(_without_length(applied.before, applied.operation, kinds))
            for key, column in _without_length(applied.after, applied.operation, kinds):
                if (key, column) not in there:
                    yield _trap(step, applied, key, column)


def _without_length(
    schema: Schema, step: Operation, kinds: tuple[type[TableObject], ...]
) -> Iterator[tuple[TableObject, str]]:
    """Yield the keys and indexes of a step's table with a column of which they take in all."""
    place = str(getattr(step, "table", "")), getattr(step, "schema", None)
    long = {str(c.name) for c in schema.columns(*place) if _LONG.match(str(c.type))}
    for found in schema.of_table(*place) if long else ():
        columns = getattr(found, "columns", ())
        if isinstance(found, kinds) and isinstance(columns, tuple) and not _is_fulltext(found):
            yield from ((found, column) for column in columns if column in long)


def _is_fulltext(found: TableObject) -> bool:
    return ("prefix", "fulltext") in getattr(found, "options", ())


def _trap(step: Step, applied: Applied, key: TableObject, column: str) -> Trap:
    primary = isinstance(key, PrimaryKey)
    return Trap(
        applied,
        f"{step.name}() takes column {column} of {key.table} into {_named(key)} without a length: "
        + ("the database refuses" if primary else "MySQL refuses, MariaDB takes the beginning"),
        f'Say how much of it counts: mysql_length={{"{column}": ...}}, or make it a String.'
        if isinstance(key, Index)
        else "Make it a String of some length.",
        title(key),
        SEVERITY if primary else Severity.WARNING,
    )


def _named(key: TableObject) -> str:
    return subject(key) if key.name is not None else f"a {key.kind}"
