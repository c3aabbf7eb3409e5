"""What is to be obeyed in one table, worked out once for as long as the table stays the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.facts import quote
from alembic_mrt.roundtrip.seed.sqltext import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seed.code_type import Typed
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.pool import Value
    from alembic_mrt.schema.objects import ForeignKey, SchemaObject


_COLLATED: Final = re.compile(r"[^()]+ COLLATE [^()]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unique:
    """Name columns whose values together occur once; with ``nulls`` NULL is taken for a value too.

    ``where`` is the condition of a partial index, whose rows alone the key is for. ``parts`` are
    what the server compares: columns, quoted, with their collation, or expressions; ``strict``
    tells that NULL is equal to NULL to it.
    """

    columns: tuple[str, ...]
    nulls: bool = False
    where: str = ""
    parts: tuple[str, ...] = ()
    strict: bool = False

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return what is compared as SQL, for a statement without parameters."""
        return self.parts or tuple(map(_quoted, self.columns))

    @property
    def plain(self) -> tuple[str, ...]:
        """Name the columns that are compared as they are."""
        return tuple(c for c in self.columns if _quoted(c) in self.spelled)

    @property
    def odd(self) -> tuple[str, ...]:
        """Return the parts that are more than a column: expressions, and other collations."""
        bare = set(map(_quoted, self.columns))
        return tuple(part for part in self.spelled if part not in bare)

    @property
    def is_plain(self) -> bool:
        """Tell whether the key is for all rows, and compares columns as they are."""
        return not (self.where or self.strict or self.odd)

    def implies(self, other: Unique) -> bool:
        """Tell whether rows that obey this key obey the other one, as far as that shows.

        A column under a collation is the same where the column is. An expression need not be: it
        may be NULL, and then says nothing.
        """
        if self.where not in {"", other.where} or (other.strict and not self.strict):
            return False
        more = [part for part in self.spelled if part not in other.spelled]
        collated = all(_COLLATED.fullmatch(part) for part in more)
        return collated and set(columns_of(" ".join(more), self.columns)) <= set(other.plain)


def _quoted(name: str) -> str:
    return quote(name).replace("%%", "%")


@dataclass(frozen=True, slots=True)
class Check:
    """Hold one condition of a table and the columns that it is about.

    ``cases`` are alternatives each of which some row is to meet: one for each partition.
    """

    expression: str
    columns: tuple[str, ...]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Describe a foreign key: its columns and those that they refer to, in the same order."""

    key: ForeignKey
    columns: tuple[str, ...]
    parent: TableName
    referred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """Name columns that must be chosen together, and why."""

    columns: tuple[str, ...]
    references: tuple[Reference, ...]
    checks: tuple[Check, ...]


@dataclass(slots=True)
class TablePlan:
    """Hold everything that the rows of one table must obey.

    ``objects`` and ``types``, those of the user's code, are what the plan was made from: it serves
    as long as they are the same.
    ``solved``, ``accepted`` and ``refusals`` keep the server's answers about checks, ``memory``
    the rows. ``without_given`` is the plan as it were without the values that the user gives.
    """

    name: TableName
    objects: tuple[SchemaObject, ...]
    columns: dict[str, ColumnFacts]
    written: tuple[str, ...]
    uniques: tuple[Unique, ...]
    references: tuple[Reference, ...]
    checks: tuple[Check, ...]
    types: Mapping[str, Typed] = field(default_factory=dict)
    salt: int = 0
    reason: str = ""
    without_given: TablePlan | None = None
    memory: object = None
    solved: dict[tuple[str, ...], list[tuple[Value, ...]]] = field(default_factory=dict)
    accepted: dict[tuple[str, Value], bool] = field(default_factory=dict)
    refusals: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def key_columns(self) -> frozenset[str]:
        """Return the columns of all unique keys and of foreign keys."""
        keys = (set(u.columns) for u in self.uniques)
        return frozenset().union(*keys, *(set(r.columns) for r in self.references))


def slots_of(plan: TablePlan, references: Sequence[Reference]) -> tuple[SlotPlan, ...]:
    """Group the written columns by the references and checks that tie them together."""
    leader = {name: name for name in plan.written}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    together = [*(r.columns for r in references), *(c.columns for c in plan.checks)]
    for columns in together:
        tied = [name for name in columns if name in leader]
        for name in tied[1:]:
            leader[find(name)] = find(tied[0])
    groups: dict[str, list[str]] = {}
    for name in plan.written:
        groups.setdefault(find(name), []).append(name)
    return tuple(_slot(plan, tuple(columns), references) for columns in groups.values())


def _slot(plan: TablePlan, columns: tuple[str, ...], references: Sequence[Reference]) -> SlotPlan:
    return SlotPlan(
        columns,
        tuple(r for r in references if r.columns[0] in columns),
        tuple(c for c in plan.checks if any(name in columns for name in c.columns)),
    )
