"""The types by which the user's code declares columns, followed as the migrations go.

The database forgets them: an Enum without CHECK is a VARCHAR there. What a migration declares is
kept by table and column, goes where a rename takes it, and comes back with a restored state. The
types that a revision's own code reads through are kept apart, for that revision alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import Enum, TypeDecorator, TypeEngine, Uuid

from alembic_mrt.roundtrip.seed.code_type import CodeType, Reader, Typed
from alembic_mrt.roundtrip.seed.json_text import JSONText, text_that_is_no_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import MetaData
    from sqlalchemy.engine import Dialect

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.seam import Failure
    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan

Types = dict[str, "TypeEngine[Any]"]
Known = dict["TableName", dict[str, list["TypeEngine[Any]"]]]
MISREAD = (ValueError, LookupError, TypeError, AttributeError)
"""What Python raises where code reads a generated text as something that it is not."""
_SIZE = re.compile(r"\d+")


class CodeTypes:
    """Know the types of columns in code."""

    def __init__(self) -> None:
        self._declared: dict[TableName, Types] = {}
        self._saved: dict[str, dict[TableName, Types]] = {}
        self._noticed: Known = {}
        self._obeyed: dict[TableName, dict[str, tuple[Reader, ...]]] = defaultdict(dict)
        self._code: dict[int, tuple[TypeEngine[Any], CodeType]] = {}
        self._dialect: Dialect | None = None
        self._models: Sequence[MetaData] = ()

    def start(self, dialect: Dialect, models: MetaData | Sequence[MetaData] | None) -> None:
        """Learn the dialect, and today's models (``target_metadata``)."""
        self._dialect = dialect
        several = isinstance(models, list | tuple)
        self._models = tuple(models) if several else (models,) if models else ()  # type: ignore[arg-type, assignment]

    def begin(self) -> None:
        """Forget how the last revision read; another one begins."""
        self._noticed.clear()
        self._obeyed.clear()

    def save(self, name: str) -> None:
        """Keep what is declared now under ``name``."""
        self._saved[name] = {table: dict(types) for table, types in self._declared.items()}

    def restore(self, name: str) -> None:
        """Return to what was declared at the state ``name``."""
        self._declared = {table: dict(types) for table, types in self._saved[name].items()}

    def declare(self, table: TableName, column: str, type_: object) -> None:
        """Take in that a column has the type; one that reads every text is not worth keeping."""
        found = type_() if isinstance(type_, type) else type_
        if isinstance(found, Enum | TypeDecorator | Uuid):
            self._declared.setdefault(table, {})[column] = found
        else:
            self.forget(table, column)

    def declares(self, table: TableName, column: str) -> bool:
        """Tell whether a type is known that the migrations gave a column."""
        return column in self._declared.get(table, ())

    def forget(self, table: TableName, column: str | None = None) -> None:
        """Forget a column, or all of a table."""
        types = {} if column is None else self._declared.get(table, {})
        types.pop(column or "", None)
        if not types:
            self._declared.pop(table, None)

    def forget_named(self, words: Iterable[str]) -> None:
        """Forget the tables that a statement of unknown effect speaks of."""
        named = {word.casefold() for word in words}
        for table in [t for t in self._declared if t[1].casefold() in named]:
            self.forget(table)

    def rename(self, table: TableName, new: TableName) -> None:
        """Let a table's types follow it to another name."""
        types = self._declared.pop(table, None)
        if types:
            self._declared[new] = types

    def rename_column(self, table: TableName, column: str, new: str) -> None:
        """Let a column's type follow it to another name."""
        types = self._declared.get(table, {})
        if column in types:
            types[new] = types.pop(column)

    def notice(self, table: TableName, column: str, type_: TypeEngine[Any]) -> None:
        """Take in that a statement reads a column through a type."""
        types = self._noticed.setdefault(table, {}).setdefault(column, [])
        if all(known is not type_ for known in types):
            types.append(type_)

    def learn(
        self, plans: Iterable[TablePlan], literals: Sequence[object], failure: Failure
    ) -> bool:
        """Find out whether a step may have failed on values that its types refuse to read.

        Where no statement says through which types it reads, those of the migrations are believed,
        then those of today's models. Tell whether something was learnt, so that the rows would now
        be others.
        """
        tables = list(plans)
        text = text_that_is_no_json(failure)
        if text is not None and self._obey_json(tables, literals, text):
            return True
        sources = [self._noticed]
        if isinstance(failure, MISREAD):
            sources += [_listed(self._declared), self._of_models()]
        return any(self._obey_all(tables, literals, types) for types in sources)

    def of(self, table: TableName) -> dict[str, Typed]:
        """Return the types of a table's columns, where any are known."""
        declared = self._found(self._declared, table)
        read = self._obeyed.get(table, {})
        return {
            name: Typed(self._of_code(declared.get(name)), read.get(name, ()))
            for name in dict.fromkeys((*declared, *read))
        }

    def fits(self, typed: Typed, column: ColumnFacts) -> Typed:
        """Return the types without a declared one that the column has outlived."""
        type_ = next((t for t, code in self._code.values() if code is typed.declared), None)
        if type_ is None or _sizes(self._spelled(type_)) == _sizes(column.type):
            return typed
        return Typed(None, typed.read)

    def _obey_json(self, plans: Sequence[TablePlan], literals: Sequence[object], text: str) -> bool:
        """Let the columns that were given a text which is no JSON hold documents."""
        found = [
            (plan.name, name)
            for plan in plans
            for name, column in plan.columns.items()
            if column.as_written and name not in self._obeyed[plan.name]
            if text in _values(column, literals)
        ]
        for table, name in found:
            self._obeyed[table][name] = (JSONText(),)
        return bool(found)

    def _obey_all(
        self, plans: Sequence[TablePlan], literals: Sequence[object], types: Known
    ) -> bool:
        learnt = [self._obey(plan, literals, types) for plan in plans]
        return any(learnt)

    def _obey(self, plan: TablePlan, literals: Sequence[object], types: Known) -> bool:
        """Obey the types that refuse what a column was, or may have been, given; each once."""
        found = False
        obeyed = self._obeyed[plan.name]
        for name, known in self._found(types, plan.name).items():
            column = plan.columns.get(name)
            if column is None or not column.as_written or name in obeyed:
                continue
            read = Typed(None, tuple(self._of_code(t) for t in known))  # type: ignore[misc]
            if not all(map(read.readable, _values(column, literals))):
                obeyed[name] = read.read
                found = True
        return found

    def _of_models(self) -> Known:
        tables = (table for models in self._models for table in models.tables.values())
        return {(t.schema, t.name): {c.name: [c.type] for c in t.columns} for t in tables}

    def _found(self, types: Mapping[TableName, Any], table: TableName) -> Any:
        """Look a table up; code may name the default schema or leave it out."""
        default = self._dialect.default_schema_name if self._dialect is not None else None
        explicit = types.get((default, table[1])) if table[0] is None else None
        return types.get(table) or explicit or {}

    def _of_code(self, type_: TypeEngine[Any] | None) -> CodeType | None:
        if type_ is None or self._dialect is None:
            return None
        if id(type_) not in self._code:
            self._code[id(type_)] = (type_, CodeType(type_, self._dialect))
        return self._code[id(type_)][1]

    def _spelled(self, type_: TypeEngine[Any]) -> str:
        try:
            return type_.compile(dialect=self._dialect)
        except SQLAlchemyError:
            return ""


def _listed(declared: Mapping[TableName, Types]) -> Known:
    return {table: {c: [t] for c, t in types.items()} for table, types in declared.items()}


def _sizes(type_: str) -> list[str]:
    return _SIZE.findall(type_)


def _values(column: ColumnFacts, literals: Sequence[object]) -> Iterator[Any]:
    pool = column.pool
    if pool is not None:
        takes = pool.admitted
        yield from (v for v in (*pool.everything(), *map(takes, literals)) if v is not None)
