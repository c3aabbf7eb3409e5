"""What a dialect must know to fill tables."""

from __future__ import annotations

import abc
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from alembic_mrt.roundtrip.dialects.base import Session, TableName

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from alembic_mrt.roundtrip.seed.pool import Pool, Value
    from alembic_mrt.schema.objects import Column, ForeignKey, Schema, SchemaObject

SAVEPOINT = "mrt_seed"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """Describe a column as a place for values.

    ``pool`` is None when no value of the type is known. ``server`` tells that the server makes
    the key, ``generated`` that nobody else may. ``checks`` are those of a domain, about VALUE.
    ``type`` is what a text is cast to before a check is tried on it. ``as_written`` tells that
    Python reads a value as the pool has it, ``labels`` what the user's code allows there, ``given``
    the values that the user gives, which then are the only ones that are written.
    """

    name: str
    type: str
    pool: Pool | None
    nullable: bool = True
    optional: bool = False
    server: bool = False
    generated: bool = False
    checks: tuple[str, ...] = ()
    as_written: bool = False
    labels: tuple[str, ...] = ()
    given: tuple[Value, ...] | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Hold what a :class:`Schema` does not tell.

    ``refused`` are tables that take no rows, with the reason; ``parts`` maps a partition to the
    table that its rows are inserted through, ``bounds`` such a table to an expression for
    each partition that can hold rows; ``details`` are the dialect's own.
    """

    refused: Mapping[TableName, str] = field(default_factory=dict)
    parts: Mapping[TableName, TableName] = field(default_factory=dict)
    bounds: Mapping[TableName, tuple[str, ...]] = field(default_factory=dict)
    details: Mapping[Hashable, object] = field(default_factory=dict)


class DialectFacts(abc.ABC):
    """Know how one dialect spells, stores and refuses rows."""

    name: ClassVar[str]
    made_by_server: ClassVar[str]
    opening: ClassVar[tuple[str, ...]] = ()
    """The first statements of a transaction in which rows are written."""

    """What stands in a VALUES list for a value that the server makes."""

    row_id: ClassVar[str]
    """The column that tells one row of a table from all others."""

    row_id_value: ClassVar[str]
    """A parameter to compare it with."""

    default_schema: ClassVar[str]
    """The schema that a table's name goes without."""

    enforces_foreign_keys: ClassVar[bool] = True
    """Whether our own connection refuses a reference to a row that is not there."""

    @property
    @abc.abstractmethod
    def errors(self) -> tuple[type[BaseException], ...]:
        """Return what the driver raises when the server refuses a statement."""

    @abc.abstractmethod
    def message(self, error: BaseException) -> str:
        """Return the server's own words, on one line."""

    @abc.abstractmethod
    def catalog(self, session: Session, schema: Schema) -> Catalog:
        """Read what ``schema`` does not tell."""

    @abc.abstractmethod
    def column(
        self, catalog: Catalog, column: Column, table: Sequence[SchemaObject], salt: int
    ) -> ColumnFacts:
        """Describe a column; ``table`` is everything that belongs to its table."""

    @abc.abstractmethod
    def read_back(self, column: str) -> str:
        """Return the expression that reads a value so that it can be written again."""

    @abc.abstractmethod
    def candidates(self, names: Sequence[str], types: Sequence[str], rows: int) -> str:
        """Return a FROM item of ``rows`` rows of parameters with these columns."""

    @abc.abstractmethod
    def next_keys(self, session: Session, table: TableName, column: str, count: int) -> list[Value]:
        """Take the next values that the server would make for a column, or none."""

    @abc.abstractmethod
    def encode(self, value: object, type_: str) -> Value:
        """Return a value of the user's as it is stored in a column of a type.

        Raises TypeError for a value that no column takes, ValueError for one that the driver
        cannot send.
        """

    def advance(self, session: Session, table: TableName, column: str) -> None:  # noqa: B027
        """Let the server make keys beyond the largest that a column holds."""

    def loosen(self, session: Session, keys: Sequence[ForeignKey]) -> None:  # noqa: B027
        """Let in rows whose foreign keys ``keys`` are mended later in the transaction."""

    def resume(self, session: Session) -> None:  # noqa: B027
        """End what :meth:`loosen` began, as far as other tables would feel it."""

    def tighten(self, session: Session) -> None:  # noqa: B027
        """Enforce all foreign keys again, also on what is there."""

    def astray(self, session: Session, table: TableName) -> int:  # noqa: ARG002
        """Count the references of a table to rows that are not there, where only COMMIT would."""
        return 0

    def has_room(self, type_: str, value: str | None) -> bool:  # noqa: ARG002
        """Tell whether a type, by what it says, has room for a value as a snapshot spells it.

        The server is asked, too; this is for what it leaves to those who write.
        """
        return True

    @abc.abstractmethod
    def sequences(
        self, session: Session, schema: Schema, ignore: frozenset[TableName] = frozenset()
    ) -> tuple[tuple[object, ...], ...]:
        """Read where every sequence stands that rows of other tables than ``ignore`` may move."""

    @abc.abstractmethod
    def put_back(self, session: Session, sequences: tuple[tuple[object, ...], ...]) -> None:
        """Put sequences back to where they stood."""

    @abc.abstractmethod
    def empty(self, session: Session, tables: Sequence[str]) -> None:
        """Delete all rows of ``tables``, as :meth:`only` names them, sorted children first."""

    def unguarded(self, session: Session) -> None:  # noqa: B027
        """Stop triggers and foreign keys for the transaction where the server allows it."""

    @abc.abstractmethod
    def literal(self, value: str | None) -> str:
        """Write a value as a snapshot spells it into SQL."""

    @abc.abstractmethod
    def spelled(self, value: object) -> str | None:
        """Spell a value that :meth:`read_back` has given as a snapshot does."""

    def enforcing(self, session: Session) -> AbstractContextManager[None]:  # noqa: ARG002
        """Enforce within a ``with`` block what connections of our own do not enforce."""
        return nullcontext()

    def accepts(self, expression: str) -> str:
        """Return an SQL condition that holds where a CHECK of ``expression`` lets a row in."""
        return f"({expression}) IS NOT FALSE"

    def overriding(self, columns: Sequence[ColumnFacts]) -> str:  # noqa: ARG002
        """Return what an INSERT that writes ``columns`` says before VALUES."""
        return ""

    def only(self, table: TableName, catalog: Catalog) -> str:  # noqa: ARG002
        """Return the table as a statement names it that leaves other tables' rows alone."""
        return qualified(table)


def quote(name: str) -> str:
    """Quote an identifier for a statement with parameters."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def qualified(table: TableName) -> str:
    """Quote a table's name together with its schema."""
    schema, name = table
    return quote(name) if schema is None else f"{quote(schema)}.{quote(name)}"


def escape(sql: str) -> str:
    """Protect SQL of somebody else within a statement with parameters."""
    return sql.replace("%", "%%")


def query(session: Session, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Run a statement written for parameters, also when it has none."""
    return session.query(sql, values) if values else session.query(sql.replace("%%", "%"))


def execute(session: Session, sql: str, values: Sequence[object] = ()) -> None:
    """Run a statement written for parameters that returns no rows."""
    if values:
        session.execute(sql, values)
    else:
        session.execute(sql.replace("%%", "%"))
