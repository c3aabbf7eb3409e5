"""Rows, also new ones, are found for a table whose ranges must not overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.roundtrip.dialects.postgresql.histories import execute
from tests.roundtrip.test_unseen import judge

if TYPE_CHECKING:
    from pathlib import Path

MORE = execute("ALTER TABLE t ADD c int"), execute("ALTER TABLE t DROP c")


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "columns",
    [
        "room int NOT NULL, during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&)",
        "room int, during tsrange, EXCLUDE USING gist (during WITH &&) WHERE (room > 0)",
        "n int4range, EXCLUDE USING gist (n WITH &&), d daterange, EXCLUDE USING gist (d WITH &&)",
        "n numrange NOT NULL, EXCLUDE USING gist (n WITH &&)",
        "spans tstzmultirange NOT NULL, EXCLUDE USING gist (spans WITH &&)",
    ],
)
def test_no_range_overlaps(columns: str, tmp_path: Path) -> None:
    made = execute(f"CREATE TABLE t (id serial PRIMARY KEY, {columns})")
    verdicts = judge(tmp_path, "postgresql", (made, execute("DROP TABLE t")), MORE)
    assert verdicts == ["reversible"] * 2


@pytest.mark.postgresql
def test_new_rows_show_what_an_exclusion_refuses(tmp_path: Path) -> None:
    excluded = "CONSTRAINT x EXCLUDE USING gist (during WITH &&)"
    made = execute(f"CREATE TABLE t (id serial PRIMARY KEY, during tstzrange, {excluded})")
    step = execute("ALTER TABLE t DROP CONSTRAINT x"), execute(f"ALTER TABLE t ADD {excluded}")
    verdicts = judge(tmp_path, "postgresql", (made, execute("DROP TABLE t")), step)
    assert verdicts[1] == "downgrade fails once new rows exist"
