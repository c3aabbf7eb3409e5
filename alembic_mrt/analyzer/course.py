"""What is asked of a replay for each of its drops, and found once for all of them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.carried import carried
from alembic_mrt.analyzer.data.trail import Trail
from alembic_mrt.operations.vocabulary import AddColumn, CreateTable, Insert, Opaque, Update
from alembic_mrt.schema.objects import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.buckets import Key


class Course:
    """Hold the replay of one revision, with the copies that it makes."""

    def __init__(self, run: Replayed) -> None:
        self.run = run

    @functools.cached_property
    def made(self) -> Sequence[tuple[int, Copy]]:
        """Return the copies that upgrade() makes, each with the index of its statement."""
        return list(carried(self.run.upgrade))

    @functools.cached_property
    def restored(self) -> list[Copy]:
        """Return the copies that downgrade() makes."""
        return [copy for _, copy in carried(self.run.downgrade)]

    @functools.cached_property
    def unread(self) -> Sequence[tuple[int, Operation]]:
        """Return the statements of downgrade() that write what could not be read."""
        steps = enumerate(applied.operation for applied in self.run.downgrade)
        return [(index, step) for index, step in steps if _is_unread(step)]

    @functools.cached_property
    def trail(self) -> Trail:
        """Return the names of tables and columns through upgrade()."""
        return Trail(self.run.upgrade)

    def made_before(self, index: int, key: Key) -> bool:
        """Tell whether one of the first ``index`` steps of upgrade() makes a table or column."""
        _, _, table, name = key
        return any(
            at < index and key in applied.after.objects and key not in applied.before.objects
            for at, applied in self._making.get((table or name).casefold(), ())
        )

    @functools.cached_property
    def _making(self) -> Mapping[str, Sequence[tuple[int, Applied]]]:
        found: dict[str, list[tuple[int, Applied]]] = {}
        for index, applied in enumerate(self.run.upgrade):
            operation = applied.operation
            if isinstance(operation, AddColumn | CreateTable):
                name = str(operation.table).casefold()
                found.setdefault(name, []).append((index, applied))
        return found


def _is_unread(step: Operation) -> bool:
    if isinstance(step, Insert):
        return isinstance(step.rows, Unknown)
    return isinstance(step, Opaque) or (
        isinstance(step, Update) and isinstance(step.assignments, Unknown)
    )
