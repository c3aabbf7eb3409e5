"""The environments that `alembic init` writes, as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alembic.config import main as alembic

from alembic_mrt.cli import main

if TYPE_CHECKING:
    from pathlib import Path

URLS = {
    ("sqlite", False): "sqlite:///never-made.db",
    ("sqlite", True): "sqlite+aiosqlite:///never-made.db",
    ("postgresql", False): "postgresql+psycopg2://me:p%%40ss@no-such-host.invalid/shop",
    ("postgresql", True): "postgresql+asyncpg://me:p%%40ss@no-such-host.invalid/shop",
}
SCRIPT = """\
import sqlalchemy as sa
from alembic import op

revision: str = "{revision}"
down_revision: str | None = {parent!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
"""
SCRIPTS = (
    ("a1", 'op.create_table("t", sa.Column("id", sa.Integer()))', 'op.drop_table("t")'),
    ("b2", 'op.add_column("t", sa.Column("x", sa.Integer()))', "raise RuntimeError"),
    ("c3", 'op.add_column("t", sa.Column("y", sa.Integer()))', 'op.drop_column("t", "y")'),
)


def lay_out(folder: Path, template: str, dialect: str) -> None:
    if "pyproject" in template:
        (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\n", encoding="utf-8")
    try:
        alembic(["init", "-t", template, "migrations"])
    except SystemExit:
        pytest.skip(f"this Alembic has no template {template}")
    url = URLS[dialect, "async" in template]
    ini = (folder / "alembic.ini").read_text(encoding="utf-8")
    ini = re.sub(r"(?m)^sqlalchemy.url = .*$", lambda _: f"sqlalchemy.url = {url}", ini)
    (folder / "alembic.ini").write_text(ini, encoding="utf-8")
    parent = None
    for revision, upgrade, downgrade in SCRIPTS:
        text = SCRIPT.format(revision=revision, parent=parent, upgrade=upgrade, downgrade=downgrade)
        (folder / "migrations" / "versions" / f"{revision}.py").write_text(text, encoding="utf-8")
        parent = revision


@pytest.mark.parametrize("template", ["generic", "async", "pyproject", "pyproject_async"])
@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def test_it_runs_as_it_was_written(
    template: str,
    dialect: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path, template, dialect)
    capsys.readouterr()
    with pytest.raises(SystemExit) as exited:
        main(["roundtrip"])
    captured = capsys.readouterr()
    assert exited.value.code == 1, captured.err
    assert "3 revisions: 2 reversible, 1 downgrade fails" in captured.out
    assert not (tmp_path / "never-made.db").exists()
