"""Symbolic values: what an expression of a revision script stands for.

Numbers, strings, lists, dicts and so on stand for themselves. Everything else is one of the
classes below. A string that is known but for a part holds :data:`HOLE` in that part's place, so
that ordinary string methods work on it.
"""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from alembic_mrt.schema.objects import UNKNOWN, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.operations.scope import Scope
    from alembic_mrt.operations.vocabulary import BatchOptions

Value: TypeAlias = Any
"""A Python constant or container, or one of the classes of this module."""

HOLE = "\ufffc"


def source_of(node: ast.AST | None) -> str:
    """Return the text of a node, in one line and not too long."""
    text = "" if node is None else " ".join(ast.unparse(node).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


_LONGEST = 300


class Origin(enum.Enum):
    """Say where a value that is not known would come from."""

    PLAIN = "plain"
    INSPECTOR = "inspector"
    ROWS = "rows"
    ORM = "orm"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """Stand for a value that cannot be known without running the script."""

    node: ast.AST | None = None
    origin: Origin = Origin.PLAIN
    tables: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Return the text of the expression."""
        return source_of(self.node)


@dataclass(frozen=True, slots=True)
class Ref:
    """Stand for something imported, by its dotted name."""

    dotted: str

    @property
    def last(self) -> str:
        """Return the name after the last dot."""
        return self.dotted.rpartition(".")[2]

    @property
    def library(self) -> str:
        """Return the name before the first dot."""
        return self.dotted.partition(".")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """Stand for an attribute of a term, such as ``users.c.name``."""

    base: Value
    name: str


@dataclass(slots=True, eq=False)
class Term:
    """Stand for what a call of a library returns; a method call has a ``base``.

    An infix expression of terms is a term whose head is ``operator.<name>``.
    """

    head: str
    args: tuple[Value, ...] = ()
    kwargs: Mapping[str, Value] = field(default_factory=dict)
    base: Value = None
    node: ast.AST | None = None
    incomplete: bool = False
    real: Any = None
    """The SQLAlchemy object that was made of it, so that one table stays one table."""

    @property
    def source(self) -> str:
        """Return the text of the call."""
        return source_of(self.node)

    @property
    def last(self) -> str:
        """Return the name of what was called."""
        return self.head.rpartition(".")[2]

    @property
    def library(self) -> str:
        """Return the top-level package of what was called."""
        return self.head.partition(".")[0]

    def arg(self, index: int, name: str, default: Value = None) -> Value:
        """Return an argument by keyword or position."""
        if name in self.kwargs:
            return self.kwargs[name]
        return self.args[index] if index < len(self.args) else default


class Role(enum.Enum):
    """Name what Alembic or SQLAlchemy hand to a script at run time."""

    OP = "op"
    BATCH = "batch"
    BIND = "bind"
    CONTEXT = "context"
    DIALECT = "dialect"
    INSPECTOR = "inspector"
    SESSION = "session"
    SESSION_FACTORY = "session factory"
    QUERY = "query"
    AUTOCOMMIT = "autocommit"


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Hold the table that a batch is about and how it was opened."""

    table: Value
    schema: Value
    options: BatchOptions


@dataclass(frozen=True, slots=True, eq=False)
class Handle:
    """Stand for an object that leads to the database.

    ``asked`` are the class that a query is about and its conditions, none where it asks more.
    """

    role: Role
    batch: Batch | None = None
    tables: tuple[str, ...] = ()
    asked: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """Stand for a method of a handle, or of ``op`` itself."""

    owner: Handle
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class BoundMethod:
    """Stand for a method of a known Python value or of a term."""

    owner: Value
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """Stand for a function whose source is at hand."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope

    @property
    def name(self) -> str:
        """Return the name of the function."""
        return "<lambda>" if isinstance(self.node, ast.Lambda) else self.node.name

    @property
    def is_context_manager(self) -> bool:
        """Tell whether the function is decorated as a context manager."""
        marks = getattr(self.node, "decorator_list", ())
        return any("contextmanager" in ast.unparse(mark) for mark in marks)


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """Stand for ``functools.partial(function, ...)``."""

    function: Value
    args: tuple[Value, ...]
    kwargs: Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class LocalClass:
    """Stand for a class whose source is at hand; ``scope`` holds its body's names."""

    name: str
    bases: tuple[Value, ...]
    scope: Scope
    real: list[Any] = field(default_factory=list)
    """The SQLAlchemy table that was made of a mapped class, once."""
    fields: tuple[str, ...] = ()
    """The annotated names of its body."""
    own_in_order: bool = True
    """Whether those are what the class takes as arguments, in their order."""

    def is_a(self, *names: str) -> bool:
        """Tell whether one of the base classes bears one of ``names``."""
        return any(
            base.is_a(*names) if isinstance(base, LocalClass) else _last_name(base) in names
            for base in self.bases
        )

    def member(self, name: str) -> Value:
        """Return what the class or one of its bases holds under a name, else None."""
        if name in self.scope.names:
            return self.scope.names[name]
        bases = (base for base in self.bases if isinstance(base, LocalClass))
        return next((found for b in bases if (found := b.member(name)) is not None), None)

    def every_field(self) -> tuple[str, ...]:
        """Return the fields of the bases, then its own."""
        bases = [base.every_field() for base in self.bases if isinstance(base, LocalClass)]
        return tuple(dict.fromkeys(name for part in (*bases, self.fields) for name in part))

    @property
    def takes_in_order(self) -> bool:
        """Tell whether every field is an argument of the class, in their order."""
        bases = (base for base in self.bases if isinstance(base, LocalClass))
        return self.own_in_order and all(base.takes_in_order for base in bases)

    @property
    def table_name(self) -> str | None:
        """Return what a mapped class says its table is called."""
        name = self.scope.names.get("__tablename__")
        return name if isinstance(name, str) and HOLE not in name else None


@dataclass(slots=True, eq=False)
class Instance:
    """Stand for an object of a class whose source is at hand, with what it holds."""

    made: LocalClass
    values: dict[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class SourceModule:
    """Stand for an imported module whose source is at hand."""

    dotted: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class DialectName:
    """Stand for the name of any dialect that the script does not ask for."""


def _last_name(value: Value) -> str:
    return value.last if isinstance(value, Ref | Term) else ""


def is_whole(value: Value) -> bool:
    """Tell whether ``value`` is a string without a hole."""
    return isinstance(value, str) and HOLE not in value


def text_of(value: Value) -> Text:
    """Return a name as text, or UNKNOWN."""
    if value is None or is_whole(value):
        return None if value is None else str(value)
    if isinstance(value, Attribute) and isinstance(value.base, LocalClass):
        return _of_member(value.base, value.name)
    if isinstance(value, Term) and value.last in {"quoted_name", "conv", "text", "f"}:
        return text_of(value.arg(0, "value"))
    return UNKNOWN


def _of_member(owner: LocalClass, name: str) -> Text:
    """Return the text that a member of an enum of strings is."""
    value = owner.scope.names.get(name)
    return value if owner.is_a("str", "StrEnum") and is_whole(value) else UNKNOWN


def schema_of(value: Value) -> str | None:
    """Return a schema name; one that is not known counts as the default schema's."""
    return str(value) if is_whole(value) else None
