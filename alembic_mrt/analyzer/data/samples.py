"""The values that a column may hold before a revision, as samples that show a loss."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast
from alembic_mrt.analyzer.data.evaluate import value_of
from alembic_mrt.analyzer.data.kinds import Kind, kind_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.schema.objects import CheckConstraint, Column, EnumType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.schema.objects import Schema

_MOST = 60
"""Literals of statements that are tried as samples."""
_TEXTS = ("Ab c", " xY ", "Quaint Words of Some Length 42", "zebra")
_NUMBERS = (7, 1234567, -3, -1, 40)
_FRACTIONS = (Fraction(123456789, 10000), Fraction(-7, 8), Fraction(1, 10**10))
_LONGEST = 4000
_MOMENT = dt.datetime(2019, 3, 1, 10, 11, 12, 654321)
_SPELLED = ("7", "true", "2019-03-01 10:11:12", "0b6f5c9e-1b7a-4a6e-9d0e-7b1f2c3d4e5f")
SPELLINGS: Final[dict[str, tuple[Value, ...]]] = {
    "uuid": ("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",), "json": ('{"b": 1, "a":  2}',),
    "text": ("ab  ",), "integer": ("007",), "boolean": ("yes",),
}  # fmt: skip
"""Texts by the family of a type that keeps no more of them than what they mean."""


@dataclass(frozen=True, slots=True)
class Domain:
    """Hold what a column may hold: its own ``checks``, and the ``labels`` of an enum."""

    column: Column
    kind: Kind | None
    checks: tuple[Any, ...] = ()
    labels: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """Return the folded name of the column."""
        return str(self.column.name).casefold()

    @property
    def listed(self) -> tuple[Value, ...] | None:
        """Return every value that the column may hold besides NULL, where that can be told."""
        if self.labels is not None:
            return self.labels
        lists = (_listed(check, self.name) for check in self.checks)
        return next((tuple(found[:_MOST]) for found in lists if found is not None), None)

    def admits(self, value: Value) -> bool:
        """Tell whether the column may hold a value, as far as its checks can be evaluated."""
        if value is None:
            return self.column.nullable is not False
        if self.labels is not None:
            return value in self.labels
        return all(_allows(check, {self.name: value}) for check in self.checks)

    def holds(self, value: Value) -> bool:
        """Tell whether the column takes a value as it is: its type and its checks do."""
        held = self._held(value)
        return not isinstance(held, Refused) and held == value and self.admits(value)

    def samples(self, further: Iterable[Value], *, first: bool = False) -> list[Value]:
        """Return values that the column may hold, those of ``further`` among them or ``first``."""
        listed = self.listed
        own = _general(self.kind) if listed is None else listed
        found: list[Value] = []
        others = (*own, *islice(mined(self.checks), _MOST))
        further = list(islice(further, _MOST))
        for value in (*further, *others, None) if first else (*others, *further, None):
            held = self._held(value)
            if not isinstance(held, Refused) and self.admits(held) and not _within(held, found):
                found.append(held)
        return found

    def _held(self, value: Value) -> Value | Refused:
        try:
            return cast(value, self.kind)
        except (Unsure, Refused):
            return Refused(str(value))


def _within(value: Value, found: list[Value]) -> bool:
    return any(type(value) is type(other) and value == other for other in found)


def domain_of(schema: Schema, column: Column) -> Domain:
    """Return what a column of a schema may hold."""
    kind = kind_of(column.type)
    checks = []
    for found in schema.of_table(column.table, column.schema):
        if isinstance(found, CheckConstraint) and isinstance(found.expression, str):
            tree = parsed(found.expression)
            if tree is not None and _columns(tree) == {str(column.name).casefold()}:
                checks.append(tree)
    return Domain(column, kind, tuple(checks), labels_of(schema, column))


def labels_of(schema: Schema, column: Column) -> tuple[str, ...] | None:
    """Return the labels of a column that is an enum."""
    text = column.type
    if not isinstance(text, str) or not text.startswith("ENUM"):
        return None
    name = text.removeprefix("ENUM ").casefold()
    for key in ((EnumType.kind, space, "", name) for space in (column.schema or "", "")):
        found = schema.get(key)
        if isinstance(found, EnumType) and isinstance(found.labels, tuple):
            return found.labels
    for _, enum in schema.buckets.every(EnumType):
        if isinstance(enum, EnumType) and str(enum.name).casefold() == name:
            return enum.labels if isinstance(enum.labels, tuple) else None
    return None


def _columns(tree: Any) -> set[str]:
    from sqlglot import exp

    return {column.name.casefold() for column in tree.find_all(exp.Column)}


def _is_column(tree: Any, name: str) -> bool:
    from sqlglot import exp

    while isinstance(tree, exp.Cast | exp.Paren):
        tree = tree.this
    return isinstance(tree, exp.Column) and tree.name.casefold() == name


def _listed(tree: Any, name: str) -> list[Value] | None:
    """Return the values that a CHECK lists, or None where it admits others."""
    from sqlglot import exp

    if isinstance(tree, exp.Paren):
        return _listed(tree.this, name)
    if isinstance(tree, exp.And | exp.Or):
        sides = [_listed(side, name) for side in (tree.this, tree.expression)]
        known = [side for side in sides if side is not None]
        if isinstance(tree, exp.And):
            return known[0] if known else None
        return [*known[0], *known[1]] if len(known) == 2 else None
    if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null):
        return [None] if not tree.args.get("negate") else None
    if isinstance(tree, exp.In | exp.EQ) and _is_column(tree.this, name):
        return _members(tree)
    return None


def _members(tree: Any) -> list[Value] | None:
    from sqlglot import exp

    items = tree.expressions if isinstance(tree, exp.In) else [tree.expression]
    if len(items) == 1 and isinstance(items[0], exp.Any):
        array = items[0].find(exp.Array)
        items = array.expressions if array is not None else []
    found = list(_literals(items))
    return found if items and len(found) == len(items) else None


def _literals(items: Iterable[Any]) -> Iterator[Value]:
    """Yield the values of expressions without columns; what is no such thing is passed over."""
    for item in items:
        yield from _literal(item)


def _literal(item: Any) -> tuple[Value, ...]:
    try:
        return (value_of(item, {}),)
    except (Unsure, Refused):
        return ()


def _allows(check: Any, row: dict[str, Value]) -> bool:
    try:
        return value_of(check, row) is not False
    except Refused:
        return False
    except Unsure:
        return True


def _general(kind: Kind | None) -> tuple[Value, ...]:
    if kind is None:
        return ()
    if kind.family == "text":
        texts = (*_TEXTS, *_SPELLED)
        fitting = tuple(text for text in texts if kind.size is None or len(text) <= kind.size)
        return (*fitting, *_full(kind.size)) or ("",)
    if kind.family == "integer":
        return _NUMBERS
    if kind.family in {"exact", "float"}:
        return (*_NUMBERS, *_FRACTIONS)
    families: dict[str, tuple[Value, ...]] = {
        "timestamp": (_MOMENT,), "date": (_MOMENT.date(),), "boolean": (True, False),
    }  # fmt: skip
    return families.get(kind.family, ())


def _full(size: int | None) -> tuple[Value, ...]:
    """Return a text that takes all the room of a column."""
    return ("x" * size,) if size is not None and size <= _LONGEST else ()


def mined(trees: Iterable[Any]) -> Iterator[Value]:
    """Yield the values that expressions compare a column with or give to it, each once."""
    from sqlglot import exp

    for tree in trees:
        for found in tree.find_all(exp.Literal) if tree is not None else ():
            if type(_holder(found)).__name__ in _HOLDERS:
                yield from _literals([found])


def _holder(tree: Any) -> Any:
    from sqlglot import exp

    parent = tree.parent
    while isinstance(parent, exp.Paren | exp.Cast | exp.Neg):
        parent = parent.parent
    return parent


_HOLDERS = frozenset(
    {"NoneType", "EQ", "NEQ", "GT", "GTE", "LT", "LTE", "In", "Between", "Case", "If", "Coalesce",
     "Nullif", "Tuple", "Array", "Is"}
)  # fmt: skip
