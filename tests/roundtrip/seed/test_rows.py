"""Rows that no key forbids, however many of their values are taken."""

from __future__ import annotations

from alembic_mrt.roundtrip.seed.plan import Unique
from alembic_mrt.roundtrip.seed.rows import Composer, Taken, identity
from alembic_mrt.roundtrip.seed.slots import Slot

ID, NAME, PATH = Unique(("id",)), Unique(("owner", "name")), Unique(("owner", "path"))


def slot(column: str, count: int) -> Slot:
    options = tuple((f"{column} {i}",) for i in range(count))
    return Slot((column,), full=options, sparse=options[:1])


def test_a_row_is_found_where_every_key_is_taken_at_first() -> None:
    slots = [slot("id", 40), slot("name", 40), slot("path", 40), slot("owner", 20)]
    keys = (ID, NAME, PATH)
    earlier = Composer(slots, keys, {u: set() for u in keys}).distinct(22)
    taken: Taken = {u: {place for r in earlier if (place := identity(u, r))} for u in keys}
    known = {u: set(places) for u, places in taken.items()}
    found = Composer(slots, keys, taken).distinct(4)
    assert len(found) == 4
    for unique in keys:
        places = [identity(unique, row) for row in found]
        assert len(set(places)) == 4
        assert not known[unique].intersection(places)


def test_no_row_is_made_up_where_a_key_is_used_up() -> None:
    taken: Taken = {ID: {("id 0",), ("id 1",)}}
    assert Composer([slot("id", 2), slot("name", 9)], (ID,), taken).distinct(2) == []
