"""Which columns are told to be those in which an upgrade refuses rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alembic_mrt.roundtrip.narrowing import Columns, refused_columns

if TYPE_CHECKING:
    from collections.abc import Generator

    from alembic_mrt.roundtrip.seed.tamed import Column
    from alembic_mrt.roundtrip.steps import GuardedStep

TABLE = (None, "orders")
EVERY: list[Column] = [(TABLE, f"c{number}") for number in range(40)]


class Upgrade:
    """Come through where the columns that it ``refuses`` are tame."""

    def __init__(self, *refuses: int) -> None:
        self.refuses = {EVERY[number] for number in refuses}
        self.tries = 0

    def accepts(self, tame: Columns) -> Generator[GuardedStep, None, bool]:
        self.tries += 1
        yield from ()
        return self.refuses <= tame


def found(upgrade: Upgrade) -> Columns | None:
    def search() -> Generator[GuardedStep, None, None]:
        results.append((yield from refused_columns(EVERY, upgrade.accepts)))

    results: list[Columns | None] = []
    assert list(search()) == []
    return results[0]


@pytest.mark.parametrize("refuses", [(0,), (39,), (3, 4), (0, 20)])
def test_they_are_found_to_the_letter(refuses: tuple[int, ...]) -> None:
    upgrade = Upgrade(*refuses)
    assert found(upgrade) == frozenset(upgrade.refuses)


def test_many_of_them_are_found_with_some_beside_them() -> None:
    upgrade = Upgrade(*range(0, 40, 7))
    columns = found(upgrade)
    assert columns is not None
    assert upgrade.refuses <= columns < set(EVERY)
    assert upgrade.tries <= 25


def test_where_all_of_them_refuse_nothing_is_found() -> None:
    assert found(Upgrade(*range(40))) is None


def test_two_that_refuse_only_together_are_no_reason_to_give_up() -> None:
    class Either(Upgrade):
        def accepts(self, tame: Columns) -> Generator[GuardedStep, None, bool]:
            yield from ()
            return EVERY[3] in tame or EVERY[30] in tame

    columns = found(Either())
    assert columns is not None
    assert len(columns) == 1
