"""Work out from a table's objects what its rows must obey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.code_type import Typed, shaped
from alembic_mrt.roundtrip.seed.encoding import encoded
from alembic_mrt.roundtrip.seed.facts import Catalog, ColumnFacts, DialectFacts
from alembic_mrt.roundtrip.seed.given import Given
from alembic_mrt.roundtrip.seed.keys import uniques
from alembic_mrt.roundtrip.seed.plan import Check, Reference, TablePlan
from alembic_mrt.roundtrip.seed.pool import salt_of
from alembic_mrt.roundtrip.seed.sqltext import (
    bare,
    columns_of,
    conjuncts,
    generating,
    inlined,
    tokens,
)
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    ForeignKey,
    Names,
    PrimaryKey,
    Schema,
    SchemaObject,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alembic_mrt.roundtrip.code_types import CodeTypes
    from alembic_mrt.roundtrip.dialects.base import TableName

Objects = tuple[SchemaObject, ...]


class Planner:
    """Plan the tables of one database, whose schema is ``schema``."""

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        facts: DialectFacts,
        catalog: Catalog,
        schema: Schema,
        number: int,
        types: CodeTypes,
        given: Given,
    ) -> None:
        self._facts = facts
        self._types = types
        self._catalog = catalog
        self._schema = schema
        self._number = number
        self._given = given

    def plan(self, table: Table, objects: Objects) -> TablePlan:
        """Return what the rows of ``table`` must obey; ``objects`` are all that belong to it."""
        name = (table.schema, str(table.name))
        columns = self._columns(objects, (self._number, *name))
        given = {n: self._with_given(name, c) for n, c in columns.items()}
        plan = self._plan(name, objects, columns)
        if all(given[n] is column for n, column in columns.items()):
            return plan
        return replace(self._plan(name, objects, given), without_given=plan)

    def _with_given(self, table: TableName, column: ColumnFacts) -> ColumnFacts:
        source = None if column.generated else self._given.source_of(table, column.name)
        if source is None:
            return column
        values = (encoded(self._facts, source, v, column) for v in source.values)
        kept = dict.fromkeys(v for v in values if v is not None or column.nullable)
        return replace(column, given=tuple(kept))

    def _plan(
        self, name: TableName, objects: Objects, columns: dict[str, ColumnFacts]
    ) -> TablePlan:
        references = tuple(self._references(objects))
        fixed = _fixed_keys(objects, columns)
        written = tuple(c for c in columns.values() if _is_written(c, references, fixed))
        names, generated = tuple(columns), _generated(objects)
        parts = tuple(_of_parts(self._catalog.bounds.get(name, ()), names))
        checks = (*parts, *_checks(_conditions(objects), names, generated))
        types = self._types.of(name)
        return TablePlan(
            name=name,
            objects=objects,
            columns=columns | self._typed(columns, types, checks),
            written=tuple(c.name for c in written),
            uniques=tuple(dict.fromkeys(uniques(objects, names, generated))),
            references=references,
            checks=checks,
            types=types,
            salt=salt_of(self._number, *name),
            reason=_reason(written, references),
        )

    def _columns(self, objects: Objects, names: tuple[object, ...]) -> dict[str, ColumnFacts]:
        columns = sorted((o for o in objects if isinstance(o, Column)), key=lambda c: c.position)
        return {
            str(c.name): self._facts.column(self._catalog, c, objects, salt_of(*names, c.name))
            for c in columns
        }

    def _typed(
        self,
        columns: Mapping[str, ColumnFacts],
        types: Mapping[str, Typed],
        checks: Iterable[Check],
    ) -> dict[str, ColumnFacts]:
        """Return the columns that the user's code gives a narrower type than the database does."""
        checked = {name for check in checks for name in check.columns}
        known = {n: self._types.fits(t, columns[n]) for n, t in types.items() if n in columns}
        return {
            name: shaped(columns[name], typed, checked=name in checked)
            for name, typed in known.items()
            if columns[name].as_written
        }

    def _references(self, objects: Objects) -> Iterable[Reference]:
        for key in objects:
            if not isinstance(key, ForeignKey) or not isinstance(key.columns, tuple):
                continue
            parent = (key.referred_schema, str(key.referred_table))
            referred = key.referred_columns or self._primary(parent)
            if isinstance(referred, tuple) and len(referred) == len(key.columns):
                yield Reference(key, key.columns, parent, referred)

    def _primary(self, name: TableName) -> Names:
        objects = self._schema.of_table(name[1], name[0])
        return next((o.columns for o in objects if isinstance(o, PrimaryKey)), ())


def _generated(objects: Objects) -> dict[str, str]:
    columns = (o for o in objects if isinstance(o, Column))
    return {str(c.name): generating(c.generated) for c in columns if isinstance(c.generated, str)}


def _fixed_keys(
    objects: Iterable[SchemaObject], columns: Mapping[str, ColumnFacts]
) -> frozenset[str]:
    """Return the keys that a check holds to certain values, as ``CHECK (id = 1)`` does."""
    texts = (str(o.expression) for o in objects if isinstance(o, CheckConstraint))
    fixing = (t for t in texts if any(x.text.lower() in ("=", "==", "in") for x in tokens(t)))
    server = tuple(name for name, column in columns.items() if column.server)
    return frozenset(name for text in fixing for name in columns_of(text, server))


def _is_written(
    column: ColumnFacts, references: Iterable[Reference], fixed: frozenset[str]
) -> bool:
    referring = any(column.name in r.columns for r in references) or column.name in fixed
    if column.generated:
        return False
    if column.given is not None:
        return True
    if column.server or (column.pool is None and column.optional):
        return referring
    return True


def _reason(written: Iterable[ColumnFacts], references: Iterable[Reference]) -> str:
    referring = {name for r in references for name in r.columns}
    made = (c for c in written if c.given is None and c.name not in referring)
    unknown = (c for c in made if c.pool is None)
    column = next(unknown, None)
    if column is None:
        return ""
    return f'no value is known for the type {column.type} of column "{column.name}"'


def _conditions(objects: Objects) -> Iterable[str]:
    """Yield every condition on a row, a NOT NULL of a generated column among them."""
    for item in objects:
        if isinstance(item, CheckConstraint):
            yield str(item.expression)
        elif isinstance(item, Column) and item.generated is not None and item.nullable is False:
            quoted = str(item.name).replace('"', '""')
            yield f'"{quoted}" IS NOT NULL'


def _checks(
    conditions: Iterable[str], names: tuple[str, ...], generated: Mapping[str, str]
) -> Iterable[Check]:
    for part in (part for text in conditions for part in conjuncts(bare(text))):
        expression = inlined(part, generated)
        used = columns_of(expression, names)
        if used:
            yield Check(expression, used)


def _of_parts(bounds: tuple[str, ...], names: tuple[str, ...]) -> Iterable[Check]:
    """Yield the condition that some partition takes a row, each of which is to have some."""
    expression = " OR ".join(f"({bound})" for bound in bounds)
    used = columns_of(expression, names) if bounds else ()
    if used:
        yield Check(expression, used, bounds)
