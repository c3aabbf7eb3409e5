"""How much of a database one round trip needs: the tables that its revision touches.

All else is as it was, and is neither filled nor read again. What a step touches is read from the
statements that it sends; where they leave the scope, the trip is made again with a wider one.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic_mrt.roundtrip.dialects.base import Within
from alembic_mrt.roundtrip.footprint import Footprint
from alembic_mrt.roundtrip.own_code import runs_own_code
from alembic_mrt.roundtrip.rewritten import rewrites_others
from alembic_mrt.roundtrip.structural import is_structural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.roundtrip.dialects.base import TableName
    from alembic_mrt.roundtrip.executed import Sent
    from alembic_mrt.roundtrip.statements import StatementLog
    from alembic_mrt.roundtrip.steps import MigrationFunction
    from alembic_mrt.schema.objects import Schema


class OutOfScopeError(Exception):
    """Say that a step touched tables which were neither filled nor read before it.

    ``touched`` names what it touched, None where it may have been any table.
    """

    def __init__(self, touched: frozenset[TableName] | None) -> None:
        super().__init__(touched)
        self.touched = touched


class Scope:
    """Hold the tables of one trip, None for all of the database.

    ``known`` is the whole schema as it was when the trip began, None where nobody has read it.
    ``statements`` are those of the trip, ``last`` those of its last step, None where they do not
    tell all that it did; ``structural`` tells that they changed the schema and no rows, ``data``
    are those among them that touch rows, ``touching`` how many rows each of these touched, and
    ``lines`` the lines of the script that sent any. ``contained`` tells that the last step kept
    within the scope of a trip, ``spoken`` are its statements, those that failed among them.
    """

    def __init__(self, log: StatementLog) -> None:
        self.known: Schema | None = None
        self.tables: frozenset[TableName] | None = None
        self.statements: dict[str, None] = {}
        self.last: tuple[str, ...] | None = None
        self.structural = False
        self.data: tuple[Sent, ...] = ()
        self.touching: dict[str, int] = {}
        self.lines: frozenset[int] = frozenset()
        self.contained = False
        self.spoken: tuple[str, ...] | None = None
        self._log = log
        self._footprint: Footprint | None = None
        self._source: frozenset[TableName] | None = None
        self._within: Within | None = None

    def begin(self, source: str) -> None:
        """Start with the tables that a script speaks of; ``known`` has been read."""
        assert self.known is not None
        self.contained = False
        self._footprint = Footprint(self.known)
        self._source = self._footprint.named_in(source)
        self._set(self._source)

    def watch_lines(self, script: str) -> None:
        """Look which lines of a script send statements; of none where it has no name."""
        self._log.script = script

    def lift(self) -> None:
        """Let the scope be the whole database."""
        self.tables = self._footprint = None
        self.contained = False
        self.statements.clear()

    def widen(self, touched: frozenset[TableName] | None) -> None:
        """Take in what a step has touched out of scope; where that is no table of ours, all."""
        before = self.tables or frozenset()
        self._set(None if touched is None else touched | before)
        if self.tables == before:
            self.tables = None

    def repeat(self) -> None:
        """Begin the trip anew with the same tables."""
        self.statements.clear()

    def touched(self) -> frozenset[TableName] | None:
        """Return the tables that the trip touched so far or its script speaks of; None for any."""
        if self.tables is None or self._source is None or self._footprint is None:
            return None
        found = self._footprint.of(self.statements)
        return None if found is None else found | self._source

    def looked_in(self) -> frozenset[TableName] | None:
        """Return the tables that the script, or a statement about rows, names; None for any.

        Rows of a table beside them are reached through one of those at most.
        """
        footprint = self._footprint
        if self.touched() is None or self._source is None or footprint is None:
            return None
        about_rows = (s for s in self.statements if not is_structural([s], footprint))
        return self._source | (footprint.named_by(about_rows) or frozenset())

    def within(self) -> Within | None:
        """Return what a snapshot is limited to."""
        if self.tables is None or self.known is None:
            return None
        found = self._within
        if found is None or found.tables is not self.tables or found.known is not self.known:
            found = self._within = Within(self.tables, self.known)
        return found

    def within_schema(self) -> Within | None:
        """Return what reading the schema is limited to.

        None once a step may have changed what is out of scope, though it touched none of it.
        """
        within = self.within()
        return None if within is None or rewrites_others(self.statements, within) else within

    def outside(self) -> frozenset[TableName]:
        """Name the tables out of scope."""
        within = self.within()
        return frozenset() if within is None else within.outside

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Watch no step of a ``with`` block."""
        tables, statements, self.tables = self.tables, dict(self.statements), None
        try:
            yield
        finally:
            self.tables, self.statements = tables, statements

    def watching(self, function: MigrationFunction) -> MigrationFunction:
        """Return a migration function whose own statements alone are seen."""

        def watched(**options: Any) -> None:
            self._log.clear()
            try:
                function(**options)
            finally:
                self._log.stop()

        return watched

    def end_step(self) -> None:
        """Note the statements of a step.

        Raises OutOfScopeError where they may have touched more than the scope.
        """
        self.contained = False
        self.data, self.touching = tuple(self._log.data), dict(self._log.touched)
        self.lines = frozenset(self._log.lines)
        self.statements.update(self._log.texts)
        complete, footprint = self._log.complete, self._footprint
        if footprint is not None and runs_own_code(self.statements):
            complete = False
        touched = footprint.of(self._log.texts) if complete and footprint else None
        self.spoken = tuple(self._log.texts) if complete else None
        told = complete and not self._log.failed and (footprint is None or touched is not None)
        self.last = tuple(self._log.order) if told else None
        self.structural = (
            told and footprint is not None and is_structural(self.last or (), footprint)
        )
        if self.tables is not None and (touched is None or not touched <= self.tables):
            raise OutOfScopeError(touched)
        self.contained = footprint is not None

    def _set(self, touched: frozenset[TableName] | None) -> None:
        assert self._footprint is not None
        self.tables = None if touched is None else self._footprint.around(touched)
        self.statements.clear()
