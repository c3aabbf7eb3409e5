"""Branches that a script takes by the rows that it has read."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.row_branches import row_branches

COUNT = 'bind.execute(sa.text("SELECT count(*) FROM t")).scalar()'
TABLES = 'bind.execute(sa.text("SELECT 1 FROM pg_tables")).scalar()'
CHANGE = 'op.execute("UPDATE t SET a = 1")'


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"if {COUNT} > 9:\n    {CHANGE}", [2]),
        (f"n = {COUNT}\nmany = n > 9\nif many:\n    {CHANGE}", [4]),
        (f"if {COUNT}:\n    pass\nelse:\n    {CHANGE}", [4]),
        (f"if not {COUNT}:\n    return\nprint()\n{CHANGE}", [4]),
        (f"if {COUNT}:\n    raise ValueError\n{CHANGE}", [3]),
        (f"if {COUNT} > 9:\n    op.drop_column('t', 'a')", [2]),
        (f"if {COUNT} > 9:\n    change()", [2]),
        (f"if many():\n    {CHANGE}", [2]),
        (f"while True:\n    rows = {COUNT}\n    if not rows:\n        break\n    {CHANGE}", [5]),
        (f"if {COUNT} > 9:\n    print('many')", []),
        (f"if {COUNT} > 9:\n    bind.execute(sa.select(t))", []),
        (f"if {COUNT} > 9:\n    op.get_bind()", []),
        (f"if {TABLES}:\n    {CHANGE}", []),
        (f"if there():\n    {CHANGE}", []),
        (f"if 'a' in columns:\n    {CHANGE}", []),
        (f"if dialect == 'mysql' and {COUNT}:\n    {CHANGE}", []),
        (f"if {COUNT}:\n    if dialect == 'mysql':\n        {CHANGE}", []),
    ],
)
def test_branches_that_send_something_are_found(body: str, lines: list[int]) -> None:
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    helpers = (
        f"def change():\n    {CHANGE}\n\n\ndef many():\n    return {COUNT} > 9\n\n\n"
        f"def there():\n    return {TABLES}\n"
    )
    source = f"def upgrade():\n{indented}\n\n\n{helpers}"
    assert [branch.statement.start - 1 for branch in row_branches(source)] == lines


def test_a_branch_is_missed_where_its_query_was_sent_and_nothing_in_it_was() -> None:
    source = f"def upgrade():\n    if {COUNT} > 9:\n        print()\n        {CHANGE}\n"
    (branch,) = row_branches(source)
    assert (branch.query, branch.lines, branch.statement) == (range(2, 3), range(3, 5), range(4, 5))
    assert branch.is_missed({2})
    assert not branch.is_missed({2, 3})
    assert not branch.is_missed({4})
    assert "line 4, `op.execute(" in branch.told()
