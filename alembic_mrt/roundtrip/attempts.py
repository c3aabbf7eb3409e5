"""What is seeded, one attempt after the other."""

from __future__ import annotations

from typing import Final, TypeAlias

from alembic_mrt.roundtrip.tiers import Tiers

Attempt: TypeAlias = tuple[Tiers, bool]

ATTEMPTS: Final[tuple[Attempt, ...]] = (
    (Tiers.ALL, False),
    (Tiers.ALL, True),
    (Tiers.KEYS_APART, True),
    (Tiers.SHORT, True),
    (Tiers.WITHOUT_NULL, True),
    (Tiers.MODERATE, True),
    (Tiers.NUMBERS_TAME, True),
    (Tiers.TEXTS_TAME, True),
    (Tiers.PLAIN, True),
    (Tiers.GENERATED, True),
    (Tiers.NONE, True),
)
"""What is seeded until the upgrade accepts it, and whether it obeys the upgrade's demands."""

FEWER: Final[tuple[Attempt, ...]] = ((Tiers.PLAIN, True), (Tiers.NONE, True))
"""What is seeded for the branches that those rows have missed."""

HOW_FEW: Final = {Tiers.PLAIN: "all rows are plain ones", Tiers.NONE: "no table holds a row"}
