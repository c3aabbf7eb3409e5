## Written by the post-write hook mrt_test_stub and by `alembic mrt-stub`.
"""${summary}"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.pytesting.stepping import MRT

REVISION = ${revision}


def test_round_trip(mrt: MRT) -> None:
    """Take it up, down and up again on rows of all kinds, and compare everything."""
    mrt.assert_reversible(REVISION)
% if reversible:


def test_own_rows(mrt: MRT) -> None:
    """Take rows of our own through it."""
    with mrt.revision(REVISION) as trip:
        # Rows as they are before the upgrade.
% for table in before:
        # trip.seed(${table.name}, [${table.row(1)}])
% endfor

        trip.upgrade()
        # What must hold now, and rows that the new version writes.
% for table in after:
        # assert trip.rows(${table.name}) == [${table.row(1)}]
        # trip.seed(${table.name}, [${table.row(2)}])
% endfor

        trip.downgrade()
        # What must hold once it is taken back. With rows of the new version, take the last
        # line out: it asks for exactly the rows of before.
% for table in before:
        # assert trip.rows(${table.name}) == [${table.row(1)}, ...]
% endfor
        trip.assert_restored()
% endif
