from __future__ import annotations

from alembic_mrt.schema.shelves import Shelves

MANY = {number: str(number) for number in range(100)}


def test_a_changed_mapping_leaves_the_first_as_it_was() -> None:
    first: Shelves[int, str] = Shelves[int, str]().changed(MANY)
    second = first.changed({7: "seven", 8: None, 100: "hundred"})
    assert dict(first) == MANY
    assert dict(second) == {
        number: text for number, text in {**MANY, 7: "seven", 100: "hundred"}.items() if number != 8
    }
    assert (8 in first, 8 in second, len(first), len(second)) == (True, False, 100, 100)


def test_keys_come_in_the_order_in_which_they_were_first_met() -> None:
    first: Shelves[int, str] = Shelves[int, str]().changed(MANY)
    assert list(first.changed({3: None}).changed({3: "again"})) == [
        *range(3), *range(4, 32), 3, *range(32, 100)
    ]  # fmt: skip


def test_what_differs_is_found_among_relatives_and_strangers() -> None:
    first: Shelves[int, str] = Shelves[int, str]().changed(MANY)
    second = first.changed({7: "seven", 8: None, 100: "hundred"})
    assert first.differing(second) == [7, 8, 100]
    assert second.differing(first) == [7, 100, 8]
    stranger: Shelves[int, str] = Shelves[int, str]().changed({**MANY, 50: "fifty"})
    assert first.differing(stranger) == [50]


def test_two_branches_do_not_see_each_other() -> None:
    root: Shelves[str, int] = Shelves()
    one, other = root.changed({"a": 1}), root.changed({"b": 2})
    assert (dict(one), dict(other), dict(root)) == ({"a": 1}, {"b": 2}, {})
