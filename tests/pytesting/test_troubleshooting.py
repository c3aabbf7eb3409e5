"""Every message of docs/troubleshooting.md is provoked, and is what the page shows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.pytesting.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "troubleshooting.md"
SHOWN = dict(re.findall(r"^### (.+)\n(?:(?!#|```).*\n)*```text\n(.*)\n```", PAGE.read_text(), re.M))

Provoke: TypeAlias = Callable[[Path], list[str]]
"""Bring a project into trouble, and return the arguments of pytest that show it."""

SCRIPT = '''"""Trouble."""

import sqlalchemy as sa
from alembic import op

revision = "x9"
down_revision = "b2"


def upgrade():
    {up}


def downgrade():
    {down}
'''


def conftest(project: Path, configuration: str) -> None:
    (project / "conftest.py").write_text(
        "from alembic_mrt import MRTConfig\n\n\ndef pytest_configure(config):\n"
        f"    config._mrt_config = {configuration}\n",
        encoding="utf-8",
    )


def revision(up: str, down: str = "pass") -> Provoke:
    def provoke(project: Path) -> list[str]:
        versions = project / "migrations" / "versions"
        for name in ("c3_subtitle.py", "d4_index.py"):
            (versions / name).unlink()
        (versions / "x9.py").write_text(SCRIPT.format(up=up, down=down), encoding="utf-8")
        return ["mrt::roundtrip[x9]"]

    return provoke


def no_configuration(project: Path) -> list[str]:
    (project / "alembic.ini").unlink()
    return ["tests", "-k", "test_each_step"]


def something_else(project: Path) -> list[str]:
    conftest(project, "{'alembic_ini': 'alembic.ini'}")
    return ["mrt"]


def wrong_path(project: Path) -> list[str]:
    conftest(project, "MRTConfig(alembic_ini='deploy/alembic.ini')")
    return ["tests", "-k", "test_each_step"]


def nobody_listens(project: Path) -> list[str]:
    conftest(project, "MRTConfig(db_url='postgresql://localhost:1/myapp_test')")
    return ["tests", "-k", "test_each_step"]


def leftovers(project: Path) -> list[str]:
    with closing(sqlite3.connect(project / "left.db")) as connection:
        connection.execute("CREATE TABLE books (id INTEGER)")
    conftest(project, "MRTConfig(db_url='sqlite:///left.db', use_database=True)")
    return ["mrt::roundtrip[a1]"]


def several_heads(project: Path) -> list[str]:
    text = SCRIPT.format(up="pass", down="pass")
    (project / "migrations" / "versions" / "d4_index.py").unlink()
    (project / "migrations" / "versions" / "x9.py").write_text(text, encoding="utf-8")
    return ["mrt::single_head"]


TROUBLES: dict[str, Provoke] = {
    "No configuration": no_configuration,
    "Something else in `_mrt_config`": something_else,
    "alembic.ini not found": wrong_path,
    "Connection refused": nobody_listens,
    "Leftovers in the test database": leftovers,
    "A table no longer exists": revision('op.drop_table("books")'),
    "Rows are lost": revision('op.execute("DELETE FROM books")'),
    "A value changed": revision(
        'op.drop_column("books", "subtitle")',
        'op.add_column("books", sa.Column("subtitle", sa.String(80)))',
    ),
    "A table still exists": revision(
        'op.create_table("shelves", sa.Column("id", sa.Integer, primary_key=True))'
    ),
    "A column is still present": revision('op.add_column("books", sa.Column("price", sa.Integer))'),
    "Multiple heads": several_heads,
}


def test_every_message_of_the_page_is_provoked() -> None:
    assert SHOWN.keys() == TROUBLES.keys()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_message_is_that_of_the_page(trouble: str, project: Path, run: Run) -> None:
    result = run(*TROUBLES[trouble](project))
    assert result.ret != 0
    said = " ".join(result.stdout.str().split())
    pattern = re.escape(SHOWN[trouble]).replace(re.escape("..."), ".+")
    assert re.search(pattern, said), said
    assert "Traceback" not in said
    assert "alembic_mrt/" not in said


def test_leftovers_are_dropped_on_request(project: Path, run: Run) -> None:
    arguments = leftovers(project)
    url = "sqlite:///left.db"
    conftest(project, f"MRTConfig(db_url={url!r}, use_database=True, clean_database=True)")
    run(*arguments).assert_outcomes(passed=1)
    with closing(sqlite3.connect(project / "left.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_sql_in_both_directions_is_no_finding(project: Path, run: Run) -> None:
    revision("op.execute('SELECT 1')", "op.execute('SELECT 1')")(project)
    run("mrt::check").assert_outcomes(passed=1)
