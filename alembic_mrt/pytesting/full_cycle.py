"""The whole history at once: base to head, to base, and to head again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.item import MRTItem
from alembic_mrt.pytesting.snapshots import differences, snapshot
from alembic_mrt.roundtrip.caller import sentence, user_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic_mrt.pytesting.stage import Stage
    from alembic_mrt.roundtrip.dialects.base import Snapshot


class FullCycle(MRTItem):
    """Move an empty database as `alembic upgrade heads` and `alembic downgrade base` do."""

    def judge(self) -> None:
        """Fail where a step fails, or where the second pass ends elsewhere than the first."""
        __tracebackhide__ = True
        self._look_for_irreversible()
        self.suite.round_trips.close()
        stage = self.suite.stage
        stage.leave()
        base = stage.do(lambda: snapshot(stage))
        head = self._move("upgrade to the head", self._up)
        again = self._move("downgrade to base", self._down)
        self._compare(base, again, "Base")
        self._compare(head, self._move("second upgrade to the head", self._up), "The head")

    def _look_for_irreversible(self) -> None:
        __tracebackhide__ = True
        project = self.suite.project
        declared = {r: s.irreversible for r, s in project.judged_history.scripts.items()}
        stops = {r: why for r, why in declared.items() if why is not None}
        stops |= project.named_settings.skip
        for revision, reason in stops.items():
            self.give_up(f"{revision} is not taken back: {reason or 'declared irreversible'}")

    def _move(self, name: str, move: Callable[[Stage], None]) -> Snapshot:
        __tracebackhide__ = True
        stage = self.suite.stage

        def moved() -> Snapshot:
            move(stage)
            return snapshot(stage)

        outcome = stage.attempt(moved)
        failure = outcome.failure
        if failure is not None and not isinstance(failure, MRTError):
            self.where = user_line(failure)
            self.fail(f"The {name} fails at {self.where or 'env.py'}: {sentence(failure)}.")
        return outcome.get()

    def _compare(self, before: Snapshot, after: Snapshot, name: str) -> None:
        __tracebackhide__ = True
        found = differences(before, after)
        if found:
            self.fail("\n".join([f"{name} is not what it was before: {found[0]}", *found[1:]]))

    def _up(self, stage: Stage) -> None:
        stage.upgrade_to(frozenset(stage.project.history.order()))

    def _down(self, stage: Stage) -> None:
        stage.downgrade(stage.applied)
