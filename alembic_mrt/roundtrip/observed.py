"""One disposable database as it is seen between the steps."""

from __future__ import annotations

from contextlib import nullcontext

from alembic_mrt.roundtrip.dialects.base import (
    Dialect,
    Disposable,
    Part,
    Session,
    Snapshot,
    TableName,
)
from alembic_mrt.roundtrip.reached import Reached
from alembic_mrt.roundtrip.reached import words as words_of
from alembic_mrt.roundtrip.scope import Scope
from alembic_mrt.schema.objects import Schema


class ObservedDatabase:
    """Look at one database within the scope of a trip, and at no more than may have changed."""

    def __init__(
        self, dialect: Dialect, disposable: Disposable, scope: Scope, version_table: TableName
    ) -> None:
        self.dialect = dialect
        self.scope = scope
        self.version_table = frozenset({version_table})
        self._disposable = disposable
        self._reached = Reached(dialect.compared)
        self._uncompared: tuple[str, ...] | None = None
        self._strayed = False

    @property
    def session(self) -> Session:
        """Return our own session, which no migration uses."""
        return self._disposable.session()

    def begin(self, source: str) -> None:
        """Begin the trip of a revision whose script is ``source``, at the state now in place."""
        self._reached.begin(self.schema())
        self.scope.begin(source)
        self._strayed = False

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
        with nullcontext() if self._rows_alone(parts) else dialect.reading(session):
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

    def is_back(self) -> bool:
        """Tell whether the schema is to the letter what it was when the trip began.

        It is not, either, where a step may have changed what is not read.
        """
        contained = self.scope.contained and not self._strayed
        return contained and self._reached.is_start(self._declared())

    def _rows_alone(self, parts: Part) -> bool:
        """Tell whether all that a snapshot reads are rows."""
        unread = Part.NOT_COMPARED not in parts or self._uncompared is not None
        return self._reached.present is not None and unread and Part.SEQUENCES not in parts

    def _declared(self) -> Schema:
        """Return the present schema as it is written down."""
        known = self._reached.present
        if known is not None:
            return known
        within = self.scope.within_schema()
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

    def _speaks_of_uncompared(self) -> bool:
        """Tell whether a statement of the last step, and be it a failed one, may change that."""
        words, spoken = self.dialect.uncompared_words, self.scope.spoken
        return words is None or spoken is None or not words.isdisjoint(words_of(spoken))

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

    def moved(self) -> None:
        """Take note that a step has run, whose statements the scope has."""
        self._reached.move(self.scope.last)
        self._strayed = self._strayed or self._speaks_of_uncompared()
        if self._may_change_uncompared():
            self._uncompared = None

    def returned(self) -> None:
        """Take note that the database is in a state of before."""
        self._uncompared = None

    def return_to_start(self) -> None:
        """Take note that the database is as it was when the trip began."""
        self._strayed = False
        self._reached.return_to_start()
