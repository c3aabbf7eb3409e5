"""Which revisions go up only: declared irreversible, or not written yet."""

from __future__ import annotations

from alembic_mrt.finding import Verdict
from alembic_mrt.operations.vocabulary import Raise, ScriptOperations
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.schema.objects import Unknown


def goes_up_only(observation: Observation, operations: ScriptOperations) -> bool:
    """Tell whether the downgrade is not to be run, and conclude the verdict that follows."""
    reason = observation.script.irreversible
    if reason:
        observation.conclude(Verdict.IRREVERSIBLE, reason)
        return True
    return _not_written(observation, operations)


def _not_written(observation: Observation, operations: ScriptOperations) -> bool:
    downgrade, upgrade = operations.downgrade, operations.upgrade
    if not downgrade.present:
        message, remedy = (
            "downgrade() is missing",
            "Write it, or declare the revision irreversible.",
        )
        observation.raised("MRT101", Verdict.NOT_WRITTEN, message, downgrade.location, remedy)
        return True
    raised = _only_raises(operations)
    if raised is None or raised.maybe:
        return False
    if raised.exception != "NotImplementedError":
        return _declares(observation, raised)
    if upgrade.stub:
        observation.conclude(Verdict.UNPROVEN, "neither upgrade() nor downgrade() is written")
        return True
    remedy = "Write downgrade(), or raise another exception that says why there is none."
    message = "downgrade() raises NotImplementedError: it is not written"
    observation.raised("MRT103", Verdict.NOT_WRITTEN, message, raised.location, remedy)
    return True


def _only_raises(operations: ScriptOperations) -> Raise | None:
    first = next(iter(operations.downgrade.operations), None)
    return first if isinstance(first, Raise) and first.runs_everywhere else None


def _declares(observation: Observation, raised: Raise) -> bool:
    if not raised.message:
        return False
    text = "" if isinstance(raised.message, Unknown) else raised.message
    observation.conclude(Verdict.IRREVERSIBLE, text or f"downgrade() raises {raised.exception}")
    return True
