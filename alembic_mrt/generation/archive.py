"""Directives that keep what an upgrade drops in a table, and bring it back in the downgrade."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa
from alembic.operations import ops

from alembic_mrt.generation.code import Code, assigned, comment
from alembic_mrt.generation.fillers import filler_source
from alembic_mrt.generation.literals import column, identifier, quoted
from alembic_mrt.generation.names import archive_name
from alembic_mrt.generation.numbers import overriding, sequences
from alembic_mrt.generation.parents import Parent
from alembic_mrt.generation.plain_types import plain_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic.operations.ops import MigrateOperation

    from alembic_mrt.generation.facts import Reference
    from alembic_mrt.generation.losses import Loss


@dataclass(frozen=True)
class Archive:
    """Hold what is kept, and for which revision.

    ``empty`` are the tables, by schema and name, whose rows come back with those of the archive or
    behind them.
    """

    loss: Loss
    revision: str
    empty: frozenset[tuple[str | None, str]] = frozenset()

    @property
    def name(self) -> str:
        """Return the name of the archive."""
        return archive_name(self.revision, self.loss.table)

    @property
    def _table(self) -> str:
        return identifier(self.loss.table)

    @property
    def variable(self) -> str:
        """Return the variable of the archive."""
        return f"{self._table}_archive"

    @property
    def _columns(self) -> list[str]:
        names = [c.name for c in self.loss.columns]
        return names if self.loss.whole else [*self.loss.key, *names]

    def keep(self) -> Iterator[MigrateOperation]:
        """Yield the directives that make the archive and fill it by one statement."""
        yield comment(f"Keeps {self.loss.what} for downgrade(). See `alembic mrt-archives`.")
        yield self._stand_in(self._table, self.loss.table)
        yield assigned(self.variable, self._creation())
        yield from _copy(self._table, self.variable, self._columns)

    def restore(self) -> Iterator[MigrateOperation]:
        """Yield the directives that put the values back."""
        yield comment(f"Brings {self.loss.what} back.")
        yield self._stand_in(self._table, self.loss.table)
        yield self._stand_in(self.variable, self.name)
        yield from self._rows() if self.loss.whole else self._values()

    def discard(self) -> MigrateOperation:
        """Return the directive that drops the archive."""
        return ops.DropTableOp(self.name, schema=self.loss.schema)

    def _creation(self) -> ops.CreateTableOp:
        kept = [self._copied(name) for name in self._columns]
        key = [sa.PrimaryKeyConstraint(*self.loss.key)] if self.loss.key else []
        return ops.CreateTableOp(self.name, [*kept, *key], schema=self.loss.schema)

    def _copied(self, name: str) -> sa.Column[Any]:
        """Return a column of the archive: the type alone, and no sequence."""
        own = {c.name: c.type for c in self.loss.columns}
        found = own[name] if name in own else self.loss.facts.columns[name]["type"]
        # A single key of integers would be numbered by the database else.
        alone = self.loss.key == (name,)
        numbered: Literal["auto", False] = False if alone else "auto"
        nullable = name not in self.loss.key
        return sa.Column(name, plain_type(found), nullable=nullable, autoincrement=numbered)

    def _stand_in(self, variable: str, table: str) -> Code:
        listed = ", ".join(f"sa.column({quoted(name)})" for name in self._columns)
        schema = f", schema={quoted(self.loss.schema)}" if self.loss.schema else ""
        return Code(f"{variable} = sa.table({quoted(table)}, {listed}{schema})")

    def _rows(self) -> Iterator[MigrateOperation]:
        always = [c for c in self.loss.columns if c.identity is not None and c.identity.always]
        if always:
            yield overriding(self.loss, self.name, self._columns)
        else:
            known = [Parent(self, found, number) for number, found in self._numbered()]
            for parent in known:
                yield from parent.source(nullable=True)
            yield from _copy(
                self.variable, self._table, self._columns, [found.name for found in known]
            )
        yield from sequences(self.loss)

    def _values(self) -> Iterator[MigrateOperation]:
        pairs = [f"{column(self.variable, k)} == {column(self._table, k)}" for k in self.loss.key]
        yield Code(f"same = {pairs[0] if len(pairs) == 1 else 'sa.and_(' + ', '.join(pairs) + ')'}")
        given = []
        for lost in self.loss.columns:
            variable, found = f"kept_{identifier(lost.name)}", ["same"]
            for number, reference in self._numbered():
                if lost.name in reference.columns:
                    parent = Parent(self, reference, number)
                    yield from parent.source(nullable=False)
                    found.append(parent.name)
            picked = column(self.variable, lost.name)
            yield Code(f"{variable} = sa.select({picked}).where({', '.join(found)})")
            given.append(f"{quoted(lost.name)}: {variable}.scalar_subquery()")
        yield Code(f"known = sa.update({self._table}).where(sa.exists().where(same))")
        yield Code(f"op.execute(known.values({{{', '.join(given)}}}))")
        yield from sequences(self.loss)

    def _numbered(self) -> Iterator[tuple[int, Reference]]:
        return enumerate(self.loss.references, 1)

    def fill(self) -> Iterator[MigrateOperation]:
        """Yield what gives rows written since the upgrade a value, where they need one."""
        for lost in required(self.loss.columns):
            source = self._filler(lost)
            if source is None:
                yield comment(f"Rows written since the upgrade need a {lost.name}: say which.")
                continue
            yield comment(f"Rows written since the upgrade have no {lost.name}: they get this.")
            name = column(self._table, lost.name)
            yield Code(f"empty = sa.update({self._table}).where({name}.is_(None))")
            yield Code(f"op.execute(empty.values({{{quoted(lost.name)}: {source}}}))")

    def _filler(self, lost: sa.Column[Any]) -> str | None:
        """Return what rows get: one value for all, or one that their key makes unique."""
        if any(lost.name in found.columns for found in self.loss.facts.references):
            return None
        if not self.loss.facts.alone_unique(lost.name):
            return filler_source(lost)
        if isinstance(lost.type, sa.String) and self._holds_key(lost.type):
            parts = (f"sa.cast({column(self._table, key)}, sa.String())" for key in self.loss.key)
            return ' + "-" + '.join(parts)
        return None

    def _holds_key(self, kind: sa.String) -> bool:
        """Tell whether a type has room for the key as a text."""
        types = [self.loss.facts.columns[name]["type"] for name in self.loss.key]
        needed = sum(1 + _width(found) for found in types)
        long_enough = kind.length is None or kind.length >= needed
        return long_enough and not isinstance(kind, sa.Enum)


def _width(kind: Any) -> float:
    """Return how many characters a value of a key takes at most, where a type tells."""
    if isinstance(kind, sa.Integer):
        return 20 if isinstance(kind, sa.BigInteger) else 11
    length: int | None = getattr(kind, "length", None) if isinstance(kind, sa.String) else None
    return length or inf


def required(columns: Iterable[sa.Column[Any]]) -> list[sa.Column[Any]]:
    """Return the columns that are added as nullable first, as nothing else fills them."""
    return [c for c in columns if not c.nullable and c.server_default is None]


def _copy(
    source: str, target: str, columns: list[str], conditions: Sequence[str] = ()
) -> Iterator[Code]:
    """Yield what copies all rows by one statement, or those that fulfil the conditions."""
    names = ", ".join(map(quoted, columns))
    rows = f"sa.select({', '.join(column(source, name) for name in columns)})"
    if conditions:
        yield Code(f"rows = {rows}")
        rows = f"rows.where({', '.join(conditions)})"
    yield Code(f"op.execute(sa.insert({target}).from_select([{names}], {rows}))")
