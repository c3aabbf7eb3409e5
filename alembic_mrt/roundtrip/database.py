"""The database of a round trip, as seen from between the steps."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.finding import Location
from alembic_mrt.roundtrip.caller import sentence
from alembic_mrt.roundtrip.code_types import CodeTypes
from alembic_mrt.roundtrip.comments import without_comments
from alembic_mrt.roundtrip.dialects.base import (
    Dialect,
    Disposable,
    Part,
    Session,
    Snapshot,
    TableName,
)
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.reached import Reached
from alembic_mrt.roundtrip.reached import words as words_of
from alembic_mrt.roundtrip.scope import Scope
from alembic_mrt.roundtrip.scripts import Scripts
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.settlement import ContextSettlement
from alembic_mrt.roundtrip.steps import GuardedStep, Heads, MigrationFunction, nothing
from alembic_mrt.schema.objects import Schema

Steps = Generator[GuardedStep, None, Failure | None]
"""A generator of steps that returns what the last of them raised, or None."""


class UnreadableRowsError(Exception):
    """Say that a step has left rows which the database itself cannot read."""


class Database:
    """Move one disposable database up and down and look at it in between.

    ``ended`` names the functions that have ended Alembic's transaction, until it is emptied.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        context: MigrationContext,
        dialect: Dialect,
        disposable: Disposable,
        scripts: Scripts,
        gate: Gate,
        scope: Scope,
        types: CodeTypes,
    ) -> None:
        self.dialect = dialect
        self.heads = Heads()
        self.scripts = scripts
        self.scope = scope
        self.types = types
        self.ended: dict[str, None] = {}
        self._context = context
        self._disposable = disposable
        self._gate = gate
        self._reached = Reached(dialect.compared)
        self._changed: dict[str, None] = {}
        self._uncompared: tuple[str, ...] | None = None
        self._settlement = ContextSettlement(context, dialect, disposable, gate)

    @property
    def session(self) -> Session:
        """Return our own session, which no migration uses."""
        return self._disposable.session()

    @property
    def version_table(self) -> frozenset[TableName]:
        """Name the table in which Alembic keeps the heads."""
        return frozenset({self._settlement.version_table})

    def begin(self, source: str) -> None:
        """Begin the trip of a revision whose script is ``source``, at the state now in place."""
        self._reached.begin(self.schema())
        self.scope.begin(source)

    def schema(self) -> Schema:
        """Return the schema that the trip begins with, as it is written down."""
        known = self.scope.known
        if known is None:
            known = self.dialect.read_schema(self.session, self.version_table)
        self.scope.known = known
        return known

    def snapshot(self, parts: Part = Part.SCHEMA_ALONE) -> Snapshot:
        """Read the schema, where it is not known, and ``parts``, within the scope."""
        dialect, session = self.dialect, self.session
        with dialect.reading(session):
            declared = self._declared()
            unread = self.version_table | self.scope.outside()
            rows = Part.ROWS in parts and dialect.read_rows(session, declared, unread)
            behind = Part.SEQUENCES in parts and dialect.sequences_behind(session, declared, unread)
            not_compared = Part.NOT_COMPARED in parts and self._not_compared()
        return Snapshot(
            schema=self._reached.compared(declared),
            rows=rows or {},
            behind=behind or frozenset(),
            not_compared=not_compared or (),
            declared=declared,
        )

    def _declared(self) -> Schema:
        """Return the present schema as it is written down."""
        known = self._reached.present
        if known is not None:
            return known
        within = self.scope.within()
        return self._reached.read(
            self.dialect.read_schema(self.session, self.version_table, within, self._reached.since)
        )

    def _not_compared(self) -> tuple[str, ...]:
        if self._uncompared is None:
            self._uncompared = self.dialect.not_compared(self.session)
        return self._uncompared

    def _may_change_uncompared(self) -> bool:
        """Tell whether the last step may have changed what is not compared."""
        words, sent = self.dialect.uncompared_words, self.scope.last
        if words is None or sent is None or self._uncompared != ():
            return True
        return not words.isdisjoint(words_of(sent))

    def advance_sequences(self, declared: Schema) -> None:
        """Bring the sequences of ``declared`` past the keys in use, as far as they are behind."""
        unread = self.version_table | self.scope.outside()
        self.dialect.advance_sequences(self.session, declared, unread)

    def may_move_sequences(self, also: str = "") -> bool:
        """Tell whether the DDL of the last step may have taken a sequence away or set it back.

        A statement that holds the word ``also`` may, too.
        """
        words = self.dialect.sequence_words
        found = words_of(self.scope.last or ())
        return bool(words) and not (words | {also}).isdisjoint(found)

    def return_to_start(self) -> None:
        """Take note that the database is as it was when the trip began."""
        self._reached.return_to_start()

    def up(self, revision: str) -> Steps:
        """Yield the step that applies ``revision``."""
        return self._move(revision, self.scripts.function(revision, "upgrade"), up=True)

    def up_again(self, revision: str) -> Generator[GuardedStep, None, None]:
        """Yield the step that applies a revision as it was applied before."""
        changed = dict(self._changed)
        failure = yield from self.up(revision)
        self._changed = changed
        if failure is not None:
            raise ProvisionError(
                f"{revision} cannot be upgraded a second time on the same database: "
                f"{sentence(failure)}.",
                "A revision must do the same each time; look for what it takes from outside.",
            )

    def down(self, revision: str) -> Steps:
        """Yield the step that takes ``revision`` back."""
        return self._move(revision, self.scripts.function(revision, "downgrade"), up=False)

    def down_to(
        self, revision: str, parts: Part
    ) -> Generator[GuardedStep, None, Snapshot | Failure]:
        """Yield the step that takes ``revision`` back; return what it led to, or its failure."""
        failure = yield from self.down(revision)
        if failure is not None:
            return failure
        try:
            return self.snapshot(parts)
        except self.dialect.facts().errors as error:
            if not self.dialect.misreads(error):
                raise
            message = self.dialect.facts().message(error)
            return UnreadableRowsError(f"rows are left that cannot be read: {message}")

    def record_down(self, revision: str) -> Steps:
        """Yield a step that takes ``revision`` out of the version table and does nothing else."""
        return self._move(revision, nothing, up=False)

    def sources_before(self) -> Iterator[str]:
        """Yield the texts of the scripts that were applied before the last one."""
        return (self.scripts.of(revision).source for revision in self.heads.applied[:-1])

    def line(self, revision: str, direction: str) -> Location:
        """Return where a function of a revision script is defined."""
        return self.scripts.line(revision, direction)

    def excuse(self, failure: Failure) -> str | None:
        """Say in a clause what an upgrade failed on, where that is no fault of the history."""
        return self._disposable.excuse(failure)

    def settle(self) -> tuple[str, ...]:
        """Give env.py's connection its own settings back; return what the trip changed them to.

        A session setting that one revision leaves behind must not colour the next one.
        """
        self._settle()
        changed = tuple(sorted(self._changed))
        self._changed.clear()
        return changed

    def _settle(self) -> None:
        """Note what the settings were changed to; of one no longer made at all, what it was."""
        connection, had = self._connection(), set(self._settlement.settings)
        now = set(self.dialect.settings(connection))
        connection.commit()
        if now != had:
            self._away(lambda: None)
        self._changed.update(dict.fromkeys(now - had or had - now))

    def tidy(self) -> None:
        """Drop what the statements of a revision needed beside the database."""
        self._disposable.tidy()

    def save(self, name: str) -> None:
        """Keep the present state under ``name``."""
        self.types.save(name)
        if self.dialect.clones_alone:
            self._away(lambda: self._disposable.save(name))
        else:
            self._connection()
            self._disposable.save(name)

    def restore(self, name: str) -> None:
        """Return to the state ``name``, whatever has happened since.

        env.py's connection starts anew, for SQLite would go on with the schema it remembers.
        """
        self._away(lambda: self._disposable.restore(name))
        self._uncompared = None
        self.types.restore(name)

    def forget(self, name: str) -> None:
        """Drop a saved state."""
        self._disposable.forget(name)

    def _move(self, revision: str, function: MigrationFunction, *, up: bool) -> Steps:
        parents = self.scripts.parents(revision)
        move = self.heads.up(revision, parents) if up else self.heads.down(revision)
        watched = self.scope.watching(function)
        step = GuardedStep(move, watched, self._settlement, self.scripts.revision_map)
        self._forget_created_types()
        yield step
        self._gate.raise_refusal()
        # After a commit of the step's own, Alembic moves the version in a transaction that it does
        # not know of, and does not end.
        self._gate.bystanders.send_home(self._connection())
        if self._settlement.ended and step.failure is None:
            self.ended[step.name] = None
        self.scope.end_step()
        self._reached.move(self.scope.last)
        self._end_session()
        if self._may_change_uncompared():
            self._uncompared = None
        return step.failure

    def _end_session(self) -> None:
        """Take away what a step has left to its session; the next one is deployed in another."""
        sent = self.scope.last
        if sent is None or not words_of(sent).isdisjoint(("temp", "temporary")):
            connection = self._connection()
            self.dialect.drop_temporary(connection)
            connection.commit()
        if sent is None or any(self.dialect.sets.search(_bare(text)) for text in sent):
            self._settle()

    def _forget_created_types(self) -> None:
        """Let Alembic forget which enum types it has created in this run.

        It would not create a type a second time, even after a downgrade has dropped it. Revisions
        are deployed one by one, and each of them starts without that memory.
        """
        self._context.impl.memo.clear()

    def _connection(self) -> Connection:
        """Return env.py's connection, with no transaction open."""
        connection = self._settlement.connection
        if connection.in_transaction():
            connection.commit()
        return connection

    def _away(self, work: Callable[[], None]) -> None:
        """Do ``work`` while env.py's connection is closed, then open it as env.py did."""
        connection = self._connection()
        self._gate.bystanders.send_home(connection, away=self.dialect.clones_alone)
        connection.invalidate()
        work()
        self._settlement.reset()
        connection.commit()


def _bare(statement: str) -> str:
    return without_comments(statement.casefold())
