"""Rows that a revision's steps may rightly refuse, and are then tried without.

No type keeps a document from holding a number where the application only ever writes a text. What
a step does to such a document counts; that it fails on it is no proof of a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from alembic_mrt.finding import Verdict
from alembic_mrt.roundtrip.caller import sentence, user_line

if TYPE_CHECKING:
    from alembic_mrt.finding import Location
    from alembic_mrt.roundtrip.observation import Observation
    from alembic_mrt.roundtrip.seam import Failure

_SUCH = "documents whose keys hold values of every kind"


@dataclass(slots=True)
class MixedDocuments:
    """Know whether documents of mixed kinds are seeded, and what a step raised on them."""

    wanted: bool = True
    _raised: Failure | None = None
    _up: bool = True

    def doubt(self, failure: Failure, *, seeded: bool, up: bool) -> bool:
        """Take in that the upgrade or the downgrade has failed; tell whether to do without them.

        A constraint that a row violates has nothing to do with them; nor have they where the step
        fails without them, too.
        """
        if seeded and not isinstance(failure, IntegrityError):
            self.wanted, self._raised, self._up = False, failure, up
            return True
        self._raised = None if up is self._up else self._raised
        return False

    def account(self, observation: Observation, where: Location) -> None:
        """Say what is not proven of such documents."""
        if self._raised is None:
            return
        said = sentence(self._raised)
        if self._up:
            line = user_line(self._raised) or where
            observation.note("MRT123", f"upgrade raises {said}; {_SUCH} were withdrawn", line)
        else:
            observation.conclude(Verdict.UNPROVEN, f"the downgrade refuses {_SUCH}: {said}")
