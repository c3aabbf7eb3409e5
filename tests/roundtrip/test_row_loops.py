"""Changes that a script makes for some of the rows that it reads."""

from __future__ import annotations

from textwrap import dedent

import pytest

from alembic_mrt.roundtrip.row_loops import row_loops

QUERY = 'op.get_bind().execute(sa.text("SELECT id, a FROM t"))'
CHANGE = 'op.execute(f"UPDATE t SET a = 1 WHERE id = {row.id}")'


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        (f"for row in {QUERY}:\n    if row.a:\n        {CHANGE}", [3]),
        (f"rows = {QUERY}.all()\nfor row in rows:\n    {CHANGE}", [3]),
        (f"for row in {QUERY}:\n    bind.execute(t.update().values(a=1))", [2]),
        (f"stmt = sa.delete(t)\nfor row in {QUERY}:\n    bind.execute(stmt, row)", [3]),
        (f"for row in {QUERY}:\n    change(row)", [2]),
        (f"for row in {QUERY}:\n    bind.execute(sa.select(u))", []),
        (f"for row in {QUERY}:\n    if dialect == 'mysql':\n        {CHANGE}", []),
        (
            f"for row in {QUERY}:\n    try:\n        pass\n    except A:\n        {CHANGE}",
            [],
        ),
        (f"for row in (1, 2):\n    {CHANGE}", []),
        (f"for row in {QUERY}:\n    print(row)\n{CHANGE}", []),
    ],
)
def test_changes_in_loops_over_rows_are_found(body: str, changes: list[int]) -> None:
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    source = f"def upgrade():\n{indented}\n\n\ndef change(row):\n    {CHANGE}\n"
    assert [loop.change.start - 1 for loop in row_loops(source)] == changes


def test_a_change_is_missed_where_its_query_was_sent_and_it_was_not() -> None:
    (loop,) = row_loops(
        dedent(
            f"""\
            def upgrade():
                rows = {QUERY}
                rows = list(
                    {QUERY}
                )
                for row in rows:
                    {CHANGE}
            """
        )
    )
    assert (loop.query, loop.change) == (range(3, 6), range(7, 8))
    assert loop.is_missed({4})
    assert not loop.is_missed({2})
    assert not loop.is_missed({4, 7})
    assert not loop.is_missed(())
