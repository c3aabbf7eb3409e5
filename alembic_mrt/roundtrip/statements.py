"""The statements that env.py and the migrations send, and whether others went unseen."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import _ConnectionFairy

from alembic_mrt.roundtrip.caller import lines_of
from alembic_mrt.roundtrip.drivers_own import observe
from alembic_mrt.roundtrip.executed import Sent, is_data
from alembic_mrt.roundtrip.raw_connections import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 10_000
UNKNOWN = 1_000_000
"""Stands for a number of rows that a driver does not tell."""
_OFTEN: Final = re.compile(
    r"[\s(]*(?:select|insert|update|delete|with|merge|pragma|savepoint|release|rollback)\b",
    re.IGNORECASE,
)
"""What is sent for each row, or by an Inspector, and leads to the same schema each time."""
_BESIDE_CURSORS = ("execute", "copy", "run", "lobject", "transaction", "pipeline", "backup")


class StatementLog:
    """Keep the statements sent since the log was last cleared, inside a ``with`` block.

    ``texts`` holds each once, ``order`` also what may change the schema as often as it was sent,
    and ``data`` those that touch rows, with their parameters; ``touched`` says how many rows each
    of these touched in all, where the driver knows. ``complete`` is false where something was
    executed on a driver's cursor or connection, out of SQLAlchemy's sight, or where there were too
    many to keep. ``failed`` tells that one of them did, were it that nobody has heard of it. A log
    that was stopped takes in nothing until it is cleared. ``lines`` are those of the file that
    ``script`` names, where one is named, that were running when a statement was sent.
    """

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}
        self.order: list[str] = []
        self.data: list[Sent] = []
        self.touched: dict[str, int] = {}
        self.failed = False
        self.script = ""
        self.lines: set[int] = set()
        self._stopped = False
        self._executions = 0
        self._cursors = 0
        self._unused: set[int] = set()
        self._beside = False
        self._exit = ExitStack()

    def __enter__(self) -> StatementLog:
        self._listen("before_cursor_execute", self._on_execute)
        self._listen("after_cursor_execute", self._on_executed)
        self._listen("handle_error", self._on_error)
        wrap(self._exit, _ConnectionFairy, "cursor", self._on_cursor)
        wrap(self._exit, _ConnectionFairy, "__getattr__", self._on_attribute)
        observe(self._exit, self._on_drivers_own)
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    @property
    def complete(self) -> bool:
        """Tell whether ``texts`` are all that was sent."""
        return self._cursors <= self._executions and not self._beside and len(self.order) < _KEPT

    def clear(self) -> None:
        """Begin anew."""
        self.texts.clear()
        self.order.clear()
        self.data.clear()
        self.touched.clear()
        self.lines.clear()
        self._unused.clear()
        self._executions = self._cursors = 0
        self._beside = self.failed = self._stopped = False

    def stop(self) -> None:
        """Take in nothing more: what follows is not the migration's."""
        self._stopped = True

    def _listen(self, name: str, listener: Callable[..., None]) -> None:
        event.listen(Engine, name, listener)
        self._exit.callback(event.remove, Engine, name, listener)

    def _on_error(self, _context: object) -> None:
        self.failed = True

    def _on_execute(
        self,
        _connection: object,
        cursor: object,
        statement: str,
        parameters: object,
        *_: object,
    ) -> None:
        if self._stopped:
            return
        if self.script:
            self.lines |= lines_of(self.script)
        # A batch of inserts uses one cursor several times, and must not make up for another.
        self._executions += id(cursor) in self._unused
        self._unused.discard(id(cursor))
        if len(self.order) < _KEPT and not (statement in self.texts and _OFTEN.match(statement)):
            self.texts[statement] = None
            self.order.append(statement)
        if len(self.data) < _KEPT and is_data(statement):
            self.data.append((statement, parameters))

    def _on_executed(self, _connection: object, cursor: Any, statement: str, *_: object) -> None:
        if not self._stopped and self.data and self.data[-1][0] == statement:
            count = cursor.rowcount if cursor.rowcount >= 0 else UNKNOWN
            self.touched[statement] = self.touched.get(statement, 0) + count

    def _on_cursor(
        self, wrapped: Callable[..., Any], _: object, arguments: Any, parameters: Any
    ) -> Any:
        cursor = wrapped(*arguments, **parameters)
        self._cursors += not self._stopped
        self._unused.add(id(cursor))
        return cursor

    def _on_attribute(
        self, wrapped: Callable[..., Any], _: object, arguments: Any, parameters: Any
    ) -> Any:
        beside = str(arguments[0]).startswith(_BESIDE_CURSORS)
        self._beside = self._beside or (beside and not self._stopped)
        return wrapped(*arguments, **parameters)

    def _on_drivers_own(self) -> None:
        self._beside = self._beside or not self._stopped
