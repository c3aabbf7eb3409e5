"""What a dialect must know for a round trip.

One package or module a dialect below ``roundtrip/dialects``; it defines a subclass of
:class:`Dialect` and is found by its name, so nothing else is edited when one is added.
"""

from __future__ import annotations

import abc
import enum
import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy.engine import Connection

    from alembic_mrt.roundtrip.seed.facts import DialectFacts

from alembic_mrt.schema.objects import Schema

Row: TypeAlias = tuple[str | None, ...]
TableName: TypeAlias = tuple[str | None, str]
"""Schema (None is the default one) and name."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """Hold all rows of a table, every value as text (None is NULL), in no particular order."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]


class Part(enum.Flag):
    """Choose what a snapshot holds beside the schema."""

    SCHEMA_ALONE = 0
    ROWS = enum.auto()
    SEQUENCES = enum.auto()
    NOT_COMPARED = enum.auto()
    ALL = ROWS | SEQUENCES | NOT_COMPARED


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold what a database looked like at one moment; parts that were not read are empty.

    ``schema`` is as it is compared, ``declared`` as it is written down. ``behind`` names the
    sequences that would hand out a value already in use, as ``table.column``; ``not_compared``
    says, one sentence each, what was there and not read.
    """

    schema: Schema
    rows: Mapping[TableName, TableRows] = field(default_factory=dict)
    behind: frozenset[str] = frozenset()
    not_compared: tuple[str, ...] = ()
    declared: Schema = field(default_factory=Schema)


@dataclass(frozen=True, slots=True)
class Within:
    """Limit what is read of a database to some of its tables, and to those that are new.

    All other tables are as ``known`` has them, and ``outside`` names them; their rows are not read.
    """

    tables: frozenset[TableName]
    known: Schema
    outside: frozenset[TableName] = field(init=False)

    def __post_init__(self) -> None:
        known = {(table.schema, str(table.name)) for table in self.known.tables()}
        object.__setattr__(self, "outside", frozenset(known - self.tables))


@dataclass(frozen=True, slots=True)
class Since:
    """Hold an earlier ``schema``, and all ``words`` of the statements that were sent since then.

    The statements tell all that was done.
    """

    schema: Schema
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say what a statement wants to use, in a relative clause why it must not, and a remedy."""

    what: str
    why: str
    remedy: str


class ScriptError(Exception):
    """Say which statement of a script failed, by its place in the text, and why."""

    def __init__(self, offset: int, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.offset = offset
        self.remedy = remedy


class Session(abc.ABC):
    """Observe a disposable database over a connection of our own.

    Every statement is a transaction of its own: nothing stays open while a migration runs.
    Parameters are given for ``%s`` (``?`` is not used); errors are the driver's own.
    """

    @abc.abstractmethod
    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""

    @abc.abstractmethod
    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement that returns no rows."""

    def ahead(self, sql: str) -> None:
        """Run a statement that cannot fail, at the latest together with the next one."""
        self.execute(sql)

    @abc.abstractmethod
    def transaction(self, *opening: str) -> AbstractContextManager[None]:
        """Run the statements of a ``with`` block as one transaction, rolled back on an error.

        ``opening`` are its first statements.
        """

    @abc.abstractmethod
    def close(self) -> None:
        """Close the connection; closing twice is harmless."""


class Disposable(abc.ABC):
    """Own one database that nobody will miss, and its saved states."""

    description: str
    """Which server it lives on, for the report: "PostgreSQL 15.19 (binaries of this machine)"."""

    @abc.abstractmethod
    def redirect(
        self, driver: str, arguments: list[Any], parameters: MutableMapping[str, Any]
    ) -> None:
        """Change a driver's connect arguments in place so that they lead here.

        ``driver`` is SQLAlchemy's name of it (``psycopg2``, ``asyncpg``, ``pysqlite``). Host,
        port, user, password, TLS and database of the original go; the rest stays.
        """

    def refuses(self, statement: str) -> Refusal | None:  # noqa: ARG002
        """Say what a statement would reach beyond the database, where it must not be sent."""
        return None

    @abc.abstractmethod
    def session(self) -> Session:
        """Return the observing session, opened at the first call and after each restore."""

    @abc.abstractmethod
    def run_script(self, script: str) -> None:
        """Run several statements, over a connection of their own.

        Raises ScriptError for the one that fails.
        """

    @abc.abstractmethod
    def save(self, name: str) -> None:
        """Keep the present state under ``name``; no connection but ours may be open."""

    def tidy(self) -> None:  # noqa: B027
        """Drop what the statements of a revision needed beside the database, if anything."""

    @abc.abstractmethod
    def restore(self, name: str | None) -> None:
        """Return to the state ``name``, or to the empty database for None."""

    @abc.abstractmethod
    def forget(self, name: str) -> None:
        """Drop a saved state."""

    def excuse(self, failure: BaseException) -> str | None:  # noqa: ARG002
        """Say in a clause what an upgrade failed on, where that is no fault of the history."""
        return None

    @abc.abstractmethod
    def close(self) -> None:
        """Drop everything that was made; never raises for what is already gone."""


@dataclass(frozen=True, slots=True)
class Provision:
    """Say which database was handed over, if any.

    ``url`` is a SQLAlchemy URL; ``use_database`` tells that its very database may be used
    instead of one of our own beside it. ``version_table`` is the one table that it may hold, and
    ``clean`` tells that whatever else it holds may be dropped.
    """

    url: str | None = None
    use_database: bool = False
    version_table: str = "alembic_version"
    clean: bool = False


class Dialect(abc.ABC):
    """Know how one database is provisioned, read and filled."""

    name: ClassVar[str]
    """SQLAlchemy's name of the dialect."""

    clones_alone: ClassVar[bool] = False
    """Whether a clone needs every other connection to the database closed."""

    uncompared_words: ClassVar[frozenset[str] | None] = None
    """Words, one of which a statement must hold to change what is not compared; None for any."""

    sequence_words: ClassVar[frozenset[str]] = frozenset()
    """Words, one of which DDL must hold to take a sequence away, or to set it back."""

    sets: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|;)\s*(?:set|reset|discard)\b")
    """How a statement begins that may change the settings of its session."""

    enforces_references: ClassVar[bool] = False
    """Whether no row can break a foreign key, whoever writes it."""

    upgrades_to_a_clone: ClassVar[int] = 1
    """How many revisions may be upgraded again, to come back to a state, before one is cloned."""

    writable: ClassVar[tuple[str, ...]] = ()
    """Statements at the start of a transaction that let it, and those to come, write."""

    read_only: ClassVar[str] = "NULL"
    """An expression that is true where the next transaction of a session could not write."""

    claim: ClassVar[tuple[str, ...]] = ()
    """Statements that begin to write, and fail where another connection prevents it."""

    def settings(self, connection: Connection) -> tuple[str, ...]:  # noqa: ARG002
        """Return statements that give a new connection the session settings of ``connection``."""
        return ()

    def time_zone(self, connection: Connection) -> str:  # noqa: ARG002
        """Return the name of the time zone of ``connection``, "" where there is none."""
        return ""

    def drop_temporary(self, connection: Connection) -> None:  # noqa: B027
        """Drop what lives as long as the session of ``connection``."""

    def table_name(
        self,
        connection: Connection,  # noqa: ARG002
        schema: str | None,
        name: str,
    ) -> TableName:
        """Return where ``connection`` finds a table, as a snapshot names it."""
        return schema, name

    @abc.abstractmethod
    def facts(self) -> DialectFacts:
        """Return what seeding must know of the dialect."""

    @abc.abstractmethod
    def provision(self, request: Provision) -> Disposable:
        """Make a disposable database.

        Raises ProvisionError with a sentence and a remedy when none can be had.
        """

    def reading(self, session: Session) -> AbstractContextManager[object]:  # noqa: ARG002
        """Read in a ``with`` block what belongs together, at less cost than one by one."""
        return nullcontext()

    @abc.abstractmethod
    def read_schema(
        self,
        session: Session,
        ignore: frozenset[TableName],
        within: Within | None = None,
        since: Since | None = None,
    ) -> Schema:
        """Read the schema; what cannot have changed ``since`` may be taken from there."""

    def misreads(self, error: BaseException) -> bool:  # noqa: ARG002
        """Tell whether reading failed on what a row holds, and not on the connection."""
        return False

    @abc.abstractmethod
    def read_rows(
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> Mapping[TableName, TableRows]:
        """Read the rows of all tables of ``schema`` but ``ignore``."""

    def compared(self, schema: Schema) -> Schema:
        """Return a schema as it is compared: spellings that mean the same are one."""
        return schema

    def sequences_behind(
        self,
        session: Session,  # noqa: ARG002
        schema: Schema,  # noqa: ARG002
        ignore: frozenset[TableName],  # noqa: ARG002
    ) -> frozenset[str]:
        """Name the columns, as ``table.column``, whose sequence comes to a value in use.

        SQLite and MySQL never hand out a key that is in use (SQLite docs, "AUTOINCREMENT").
        """
        return frozenset()

    def advance_sequences(  # noqa: B027
        self, session: Session, schema: Schema, ignore: frozenset[TableName]
    ) -> None:
        """Bring every sequence that is behind past the values in use."""

    @abc.abstractmethod
    def not_compared(self, session: Session) -> tuple[str, ...]:
        """Say, one sentence each, what there is that is not read."""
