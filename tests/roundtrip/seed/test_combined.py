"""Values of columns that have few, put together."""

from __future__ import annotations

from itertools import combinations, product

from alembic_mrt.roundtrip.seed.combined import MOST, combined


def test_few_values_are_put_together_in_every_way() -> None:
    assert combined([2, 2, 3]) == list(product(range(2), range(2), range(3)))


def test_one_column_is_put_together_with_nothing() -> None:
    assert combined([3]) == combined([]) == []


def test_of_many_columns_each_pair_of_values_occurs() -> None:
    sizes = [2, 3, 2, 3, 2]
    found = combined(sizes)
    assert len(found) <= MOST
    for a, b in combinations(range(len(sizes)), 2):
        shown = {(row[a], row[b]) for row in found}
        assert shown == set(product(range(sizes[a]), range(sizes[b])))


def test_there_is_a_limit() -> None:
    assert len(combined([4] * 30)) == MOST
