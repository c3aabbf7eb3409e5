"""What is said of an upgrade that has refused rows before it came through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alembic_mrt.finding import Location, Verdict
from alembic_mrt.roundtrip.caller import sentence, user_line
from alembic_mrt.roundtrip.narrowing import Columns
from alembic_mrt.roundtrip.observation import Observation
from alembic_mrt.roundtrip.requirement import is_of_code, requires_new_column
from alembic_mrt.roundtrip.seam import Failure
from alembic_mrt.roundtrip.tiers import Tiers
from alembic_mrt.schema.objects import Schema

_LEFT = {
    Tiers.ALL: "rows like that were withdrawn",
    Tiers.KEYS_APART: "rows like that were withdrawn",
    Tiers.SHORT: "rows like that were withdrawn, and with them all that hold long texts",
    Tiers.WITHOUT_NULL: "rows like that were withdrawn, and with them all that hold NULL",
    Tiers.MODERATE: "rows like that were withdrawn, and with them all that hold extremes",
    Tiers.NUMBERS_TAME: "rows like that were withdrawn, and with them all that hold NULL, long "
    "texts, extremes of other types or what the script looks for",
    Tiers.TEXTS_TAME: "rows like that were withdrawn, and with them all that hold NULL, odd texts "
    "or what the script looks for",
    Tiers.PLAIN: "rows like that were withdrawn, and with them all that hold NULL, extremes or "
    "what the script looks for",
    Tiers.GENERATED: "the seeds of the user were withdrawn",
}
_MOST = 4
GIVE_OTHERS = "seeds can give some that it takes"
_NEW_COLUMN = "Add the column as nullable or with a server_default, fill it, then set NOT NULL."
_OF_CODE = "Correct it there: it comes through on empty tables alone."


@dataclass(frozen=True, slots=True)
class Refusals:
    """Hold what an upgrade raised on rows, the richest ones first; ``upgrade`` is its line."""

    observation: Observation
    upgrade: Location
    raised: Sequence[Failure]

    def tell(self, tiers: Tiers, before: Schema, where: Columns | None = None) -> None:
        """Say what the upgrade requires of rows in the schema ``before``; ``tiers`` came through.

        ``where`` are the columns that alone were limited to those, None for all. Where no row came
        through, it is the plainest ones that tell why.
        """
        if not self.raised:
            return
        wrong = next(filter(is_of_code, self.raised), None)
        if wrong is not None:
            self._fails(wrong, "once it meets rows", _OF_CODE)
        elif tiers is not Tiers.NONE:
            self._withdrawn(self.raised[0], _LEFT[tiers] + _in(where))
        elif requires_new_column(self.raised[-1], before):
            self._fails(self.raised[-1], "as soon as the table holds a row", _NEW_COLUMN)
        else:
            self._withdrawn(self.raised[-1], "no generated row comes through")
            said = sentence(self.raised[-1])
            reason = f"the upgrade refuses the generated rows: {said} ({GIVE_OTHERS})"
            self.observation.conclude(Verdict.UNPROVEN, reason)

    def _fails(self, failure: Failure, when: str, remedy: str) -> None:
        message = f"upgrade raises {sentence(failure)}, {when}"
        verdict = Verdict.UPGRADE_FAILS_ON_ROWS
        self.observation.raised("MRT121", verdict, message, self._where(failure), remedy)

    def _withdrawn(self, failure: Failure, left: str) -> None:
        message = f"upgrade raises {sentence(failure)}; {left}"
        self.observation.note("MRT123", message, self._where(failure))

    def _where(self, failure: Failure) -> Location:
        return user_line(failure) or self.upgrade


def _in(where: Columns | None) -> str:
    if where is None:
        return ""
    names = sorted(".".join((table[1], column)) for table, column in where)
    further = f" and {len(names) - _MOST} more columns" if len(names) > _MOST else ""
    return f" in {', '.join(names[:_MOST])}{further}"
