"""The database of a round trip: moved up and down, saved and restored."""

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
    Snapshot,
)
from alembic_mrt.roundtrip.gate import Gate
from alembic_mrt.roundtrip.observed import ObservedDatabase
from alembic_mrt.roundtrip.reached import words as words_of
from alembic_mrt.roundtrip.scope import Scope
from alembic_mrt.roundtrip.scripts import Scripts
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.settlement import ContextSettlement
from alembic_mrt.roundtrip.steps import GuardedStep, Heads, MigrationFunction, nothing

Steps = Generator[GuardedStep, None, Failure | None]
"""A generator of steps that returns what the last of them raised, or None."""

_MARK = "mark"


class UnreadableRowsError(Exception):
    """Say that a step has left rows which the database itself cannot read."""


class Database(ObservedDatabase):
    """Move one disposable database up and down and look at it in between.

    ``ended`` names the functions that have ended Alembic's transaction, until it is emptied;
    ``time_zone`` is that of env.py's connection.
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
        self._settlement = ContextSettlement(context, dialect, disposable, gate)
        super().__init__(dialect, disposable, scope, self._settlement.version_table)
        self.time_zone = dialect.time_zone(self._connection())
        self.heads = Heads()
        self.scripts = scripts
        self.types = types
        self.ended: dict[str, None] = {}
        self._context = context
        self._gate = gate
        self._changed: dict[str, None] = {}

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

    def changed_settings(self) -> tuple[str, ...]:
        """Return what the steps of the trip have changed settings of their session to.

        Each of them was taken back at the end of its step.
        """
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
        self.returned()
        self.types.restore(name)

    def mark(self) -> None:
        """Note what is not in the database itself, to come back to by :meth:`return_to_mark`."""
        self.types.save(_MARK)

    def return_to_mark(self) -> None:
        """Take note that the database itself is as it was when it was marked."""
        self.returned()
        self.types.restore(_MARK)

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
        self.moved()
        self._end_session()
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
