"""A trip is made again where its statements or types ask for other rows, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.rows import Rows
from alembic_mrt.roundtrip.runner import run
from alembic_mrt.roundtrip.tiers import Tiers
from tests.roundtrip.test_histories import ENV, URLS, lay_out


def seedings(config: Config, revision: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often the tables were seeded for one revision of a history."""
    seeded: list[str] = []
    seed = Rows.seed

    def counted(self: Rows, tiers: object, observation: object, *rest: object) -> None:
        if tiers is not Tiers.NONE:
            seeded.append(observation.script.revision)  # type: ignore[attr-defined]
        seed(self, tiers, observation, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Rows, "seed", counted)
    run(config, MRTConfig(), read_history(config), [revision])
    return seeded.count(revision)


@pytest.mark.parametrize(
    ("history", "revision", "count"),
    [
        ("computed_literals", "c1", 1),
        ("computed_literals", "c3", 2),
        ("computed_literals", "c6", 1),
        ("typed_in_code", "t02", 2),
        ("typed_in_code", "t04", 1),
        ("typed_in_code", "t05", 2),
        ("typed_in_code", "t08", 2),
    ],
)
def test_a_trip_is_made_so_often(
    history: str, revision: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = lay_out(tmp_path, history, "sqlite")
    assert seedings(config, revision, monkeypatch) == count


ROLES = """\
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(20), nullable=False, unique=True),
    )


def downgrade():
    op.drop_table("roles")
"""
ADMIN = """\
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"

NAME = "min".join(["ad", ""])
roles = sa.table("roles", sa.column("name", sa.String))


def upgrade():
    op.execute(roles.insert().values(name=NAME))


def downgrade():
    op.execute(roles.delete().where(roles.c.name == NAME))
"""


def test_literals_that_the_upgrade_refuses_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row of that name is in the way; what was proven without it is not given up."""
    config = lay_out(tmp_path, "demanding", "sqlite")
    shutil.rmtree(tmp_path / "versions")
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "a1.py").write_text(ROLES, encoding="utf-8")
    (tmp_path / "versions" / "b2.py").write_text(ADMIN, encoding="utf-8")
    tiers: list[object] = []
    seed = Rows.seed

    def noted(self: Rows, *arguments: object) -> None:
        tiers.append((arguments[0].name, bool(self.seen.executed.literals)))  # type: ignore[attr-defined]
        seed(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Rows, "seed", noted)
    report = run(config, MRTConfig(), read_history(config), ["b2"])
    assert tiers == [("ALL", False), ("ALL", True), ("ALL", False)]
    assert report.results[0].verdict.value == "reversible"
    (note,) = report.results[0].findings
    assert note.code == "MRT123"
    assert note.severity.value == "note"


ORDERS = """\
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, state VARCHAR(9) NOT NULL)")


def downgrade():
    op.drop_table("orders")
"""
NUMBERED = """\
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    numbers = dict(zip(["new", "paid"], [1, 2]))
    op.execute("ALTER TABLE orders ADD COLUMN number INTEGER")
    bind = op.get_bind()
    for id, state in bind.execute(sa.text("SELECT id, state FROM orders")).all():
        bind.execute(
            sa.text("UPDATE orders SET number = :n WHERE id = :i"), {"n": numbers[state], "i": id}
        )


def downgrade():
    op.execute("ALTER TABLE orders DROP COLUMN number")
"""
MODELS = """\
import sqlalchemy as sa

metadata = sa.MetaData()
sa.Table("orders", metadata, sa.Column("state", sa.Enum("new", "paid", native_enum=False)))
"""


@pytest.mark.parametrize(("known", "verdict"), [(True, "reversible"), (False, "unproven")])
def test_todays_models_tell_what_raw_sql_does_not(
    known: bool,
    verdict: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "a1.py").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "versions" / "b2.py").write_text(NUMBERED, encoding="utf-8")
    env = MODELS + ENV.format(url=URLS["sqlite"])
    if known:
        env = env.replace(
            "connection=connection", "connection=connection, target_metadata=metadata"
        )
    (tmp_path / "env.py").write_text(env, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    report = run(config, MRTConfig(), read_history(config), ["b2"])
    assert report.results[0].verdict.value == verdict
    assert bool(report.results[0].findings) is not known


CLUBS = """\
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE clubs (id INTEGER PRIMARY KEY, name VARCHAR(20))")
    op.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, state VARCHAR(20),"
        " club_id INTEGER REFERENCES clubs (id))"
    )


def downgrade():
    op.drop_table("people")
    op.drop_table("clubs")
"""
LEFT = """\
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("clubs", sa.Column("city", sa.String(20)))
    op.execute(f"UPDATE {'peo' + 'ple'} SET state = 'left' WHERE state = 'gone'")


def downgrade():
    op.drop_column("clubs", "city")
"""


def test_a_table_beside_those_of_the_script_holds_its_literals_once_a_statement_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = lay_out(tmp_path, "demanding", "sqlite")
    shutil.rmtree(tmp_path / "versions")
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "a1.py").write_text(CLUBS, encoding="utf-8")
    (tmp_path / "versions" / "b2.py").write_text(LEFT, encoding="utf-8")
    assert seedings(config, "b2", monkeypatch) == 2
    report = run(config, MRTConfig(), read_history(config), ["b2"])
    assert report.results[0].verdict.value == "data lost"
    (finding,) = report.results[0].findings
    assert "expected 'gone', got 'left'" in finding.message
