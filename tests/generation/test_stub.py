"""The tests that are written for revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.generation.in_process import QuickProject

SCRIPT = """\"\"\"{title}\"\"\"
import sqlalchemy as sa
from alembic import op
revision = {revision!r}
down_revision = {parent!r}
def upgrade():
    op.add_column("users", sa.Column("fax", sa.String()))
def downgrade():
    {downgrade}
"""


@pytest.fixture
def history(quick: QuickProject) -> QuickProject:
    quick.alembic("mrt-init")
    parent = None
    for revision, downgrade in (
        ("v1.2 rc", "op.drop_column('users', 'fax')"),
        ("v1_2_rc", "op.drop_column('users', 'fax')"),
        ("last", "raise RuntimeError('no way back')"),
    ):
        text = SCRIPT.format(title="A 'b'", revision=revision, parent=parent, downgrade=downgrade)
        path = quick.folder / "migrations" / "versions" / f"{revision}.py"
        path.write_text(text, encoding="utf-8")
        parent = revision
    return quick


def test_every_missing_test_is_written_once(history: QuickProject) -> None:
    folder = history.folder / "tests" / "migrations"
    history.alembic("mrt-stub", "v1.2 rc")
    first = folder / "test_v1_2_rc_a_b.py"
    first.write_text(first.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    said = history.alembic("mrt-stub", "--all")
    assert "v1.2 rc has a test" in said
    assert first.read_text(encoding="utf-8").endswith("# mine\n")
    assert sorted(path.name for path in folder.glob("test_*")) == [
        "test_last_a_b.py",
        "test_v1_2_rc_a_b.py",
        "test_v1_2_rc_a_b_2.py",
    ]
    for path in folder.glob("*.py"):
        compile(path.read_text(encoding="utf-8"), path, "exec")
    assert "own_rows" not in (folder / "test_last_a_b.py").read_text(encoding="utf-8")


def test_since_a_revision(history: QuickProject) -> None:
    assert len(history.alembic("mrt-stub", "--all", "--since", "v1_2_rc").splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["v1_2_rc", "--all"], ["nonsense"]])
def test_unclear_words_are_refused(history: QuickProject, words: list[str]) -> None:
    history.alembic("mrt-stub", *words, status=2)


def test_a_template_that_is_not_ours_is_left_alone(quick: QuickProject) -> None:
    quick.alembic("init", "migrations")
    quick.alembic("revision", "-m", "one", "--rev-id", "r1")
    assert "pass" in quick.scripts()[0].read_text(encoding="utf-8").split("def downgrade")[1]
    assert not (quick.folder / "tests").exists()
