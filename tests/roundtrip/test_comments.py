"""Comments are taken out of a statement, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.comments import without_comments


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("select 1 -- one\n, 2", "select 1  \n, 2"),
        ("select /* one,\n it's */ 2", "select   2"),
        ("update t set x = ' -- '; delete from u", "update t set x = ' -- '; delete from u"),
        ("select 'it''s -- ', '/*', '*/'", "select 'it''s -- ', '/*', '*/'"),
        ("select e'it\\'s -- '; delete from u", "select e'it\\'s -- '; delete from u"),
        ("select 'a\\' -- one", "select 'a\\'  "),
        ('drop table "a--b"; drop table u', 'drop table "a--b"; drop table u'),
        ("select $$it's$$, '--'; delete from u", "select $$it's$$, '--'; delete from u"),
        ("do $f$ begin $$--$$ end $f$ -- one", "do $f$ begin $$--$$ end $f$  "),
    ],
)
def test_without_comments(text: str, plain: str) -> None:
    assert without_comments(text) == plain
