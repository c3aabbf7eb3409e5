"""Every row of the table of verdicts, by a history that comes to it, and its two exit statuses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from alembic_mrt.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine("sqlite:///never-made.db").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
FIRST = """\
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20)),
    )
    op.create_index("ix_name", "users", ["name"], unique=True)
    op.create_table("barred", sa.Column("id", sa.Integer()), sa.CheckConstraint("0 = 1"))


def downgrade():
    op.drop_table("barred")
    op.drop_table("users")
"""
SECOND = """\
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"
{header}

def upgrade():
    {upgrade}
{downgrade}
"""
ADD = 'op.add_column("users", sa.Column("fax", sa.String(20)))'
DROP = 'op.drop_column("users", "fax")'


@dataclass(frozen=True)
class Case:
    """A second revision, and what it comes to."""

    verdict: str
    default: int
    strict: int
    upgrade: str = ADD
    downgrade: str | None = DROP
    header: str = ""
    ini: str = ""

    @property
    def source(self) -> str:
        body = "" if self.downgrade is None else f"\n\ndef downgrade():\n    {self.downgrade}"
        return SECOND.format(header=self.header, upgrade=self.upgrade, downgrade=body)


INDEX = 'op.create_index("ix_name", "users", ["name"], unique=True)'
NO_INDEX = 'op.drop_index("ix_name", table_name="users")'
CASES = {
    "reversible": Case("reversible", 0, 0),
    "data_lost": Case(
        "data lost",
        1,
        1,
        'op.drop_index("ix_name", table_name="users")\n    op.drop_column("users", "name")',
        f'op.add_column("users", sa.Column("name", sa.String(20)))\n    {INDEX}',
    ),
    "schema_differs": Case("schema differs", 1, 1, downgrade="pass"),
    "downgrade_fails": Case("downgrade fails", 1, 1, downgrade='op.drop_table("absent")'),
    "fails_on_new_rows": Case("downgrade fails once new rows exist", 1, 1, NO_INDEX, INDEX),
    "reupgrade_fails": Case(
        "re-upgrade fails",
        1,
        1,
        f"assert not (LEFT.exists() and LEFT.unlink() is None)\n    {ADD}",
        f"{DROP}\n    LEFT.touch()",
        header='from pathlib import Path\n\nLEFT = Path(__file__).with_name("left")\n',
    ),
    "fails_on_rows": Case(
        "upgrade fails on rows", 1, 1, ADD.replace("(20)", "(20), nullable=False")
    ),
    "upgrade_fails": Case("upgrade fails", 1, 1, 'op.drop_table("absent")'),
    "not_written": Case("downgrade not written", 1, 1, downgrade="raise NotImplementedError"),
    "not_written_in_words": Case(
        "downgrade not written", 1, 1, downgrade='raise NotImplementedError("later")'
    ),
    "no_downgrade": Case("downgrade not written", 1, 1, downgrade=None),
    "neither_written": Case("unproven", 0, 1, "pass", "raise NotImplementedError"),
    "declared_in_the_script": Case(
        "declared irreversible", 0, 1, downgrade="pass", header='irreversible = "on purpose"'
    ),
    "declared_in_the_configuration": Case(
        "declared irreversible", 0, 1, downgrade="pass", ini="irreversible =\n    b2: on purpose\n"
    ),
    "declared_by_raising": Case(
        "declared irreversible", 0, 1, downgrade='raise RuntimeError("on purpose")'
    ),
    "raises_without_a_reason": Case("downgrade fails", 1, 1, downgrade="raise RuntimeError"),
    "unproven": Case(
        "unproven",
        0,
        1,
        ADD.replace("users", "barred"),
        DROP.replace("users", "barred"),
    ),
    "skipped": Case("skipped", 0, 1, downgrade="pass", ini="skip =\n    b2: mended by hand\n"),
    "note_only": Case("reversible", 0, 0, f"{ADD}\n    op.get_bind().commit()"),
    "row_withdrawn": Case(
        "reversible",
        0,
        0,
        'with op.batch_alter_table("users") as batch:\n'
        '        batch.alter_column("name", existing_type=sa.String(20), nullable=False)',
        'with op.batch_alter_table("users") as batch:\n'
        '        batch.alter_column("name", existing_type=sa.String(20), nullable=True)',
    ),
}
NOTES = {"note_only": "MRT125", "row_withdrawn": "MRT123"}


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, Any]]:
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> tuple[int, Any]:
        with pytest.raises(SystemExit) as exited:
            main([*arguments, "--format", "json"])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert isinstance(exited.value.code, int)
        return exited.value.code, json.loads(captured.out) if captured.out else captured.err

    return run_command


def lay_out(folder: Path, scripts: dict[str, str], ini: str = "", env: str = ENV) -> None:
    (folder / "versions").mkdir()
    (folder / "env.py").write_text(env, encoding="utf-8")
    (folder / "alembic.ini").write_text(
        f"[alembic]\nscript_location = %(here)s\n\n[mrt]\n{ini}", encoding="utf-8"
    )
    for name, source in scripts.items():
        (folder / "versions" / f"{name}.py").write_text(source, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_verdict_and_its_statuses(
    name: str, tmp_path: Path, run: Callable[..., tuple[int, Any]]
) -> None:
    case = CASES[name]
    lay_out(tmp_path, {"a1": FIRST, "b2": case.source}, case.ini)
    status, report = run("roundtrip", "b2")
    (result,) = report["results"]
    assert (result["verdict"], status) == (case.verdict, case.default)
    assert bool(result["reason"]) == (case.verdict in _WITH_REASON)
    assert [f["code"] for f in result["findings"] if f["severity"] == "note"] == (
        [NOTES[name]] if name in NOTES else []
    )
    assert run("roundtrip", "b2", "--strict")[0] == case.strict


_WITH_REASON = {"declared irreversible", "unproven", "skipped"}

GOOD = CASES["reversible"].source
OTHER = GOOD.replace('"b2"', '"c3"').replace("fax", "telex")
FAULTS = {
    "syntax_error": ({"a1": FIRST, "b2": f"{GOOD}\nclass ("}, "MRT901"),
    "cycle": (
        {"a1": FIRST, "b2": GOOD.replace('"a1"', '"c3"'), "c3": OTHER.replace('"a1"', '"b2"')},
        "MRT504",
    ),
    "self_parent": ({"a1": FIRST, "b2": GOOD.replace('"a1"', '"b2"')}, "MRT504"),
    "duplicate_id": ({"a1": FIRST, "b2": GOOD, "c3": OTHER.replace('"c3"', '"b2"')}, "MRT502"),
    "unknown_parent": ({"a1": FIRST, "b2": GOOD.replace('"a1"', '"gone"')}, "MRT503"),
    "several_heads": ({"a1": FIRST, "b2": GOOD, "c3": OTHER}, "MRT501"),
}


@pytest.mark.parametrize("options", [(), ("--strict",)], ids=["default", "strict"])
@pytest.mark.parametrize("selected", [(), ("a1",)], ids=["all", "one"])
@pytest.mark.parametrize("command", ["check", "roundtrip"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_graph_is_status_1(  # noqa: PLR0917
    fault: str,
    command: str,
    selected: tuple[str, ...],
    options: tuple[str, ...],
    tmp_path: Path,
    run: Callable[..., tuple[int, Any]],
) -> None:
    scripts, code = FAULTS[fault]
    lay_out(tmp_path, scripts)
    status, report = run(command, *selected, *options)
    assert status == 1, report
    assert code in {finding["code"] for finding in report["findings"]}


BROKEN = {
    "usage": (("--no-such-option",), ENV),
    "revision": (("zz",), ENV),
    "configuration": (("-c", "absent.ini"), ENV),
    "connection": (("--url", "postgresql://me@127.0.0.1:1/x"), ENV),
    "environment": ((), "raise ValueError('no such tenant')\n"),
}


@pytest.mark.parametrize("options", [(), ("--strict",)], ids=["default", "strict"])
@pytest.mark.parametrize("name", BROKEN)
def test_what_could_not_run_is_status_2(
    name: str, options: tuple[str, ...], tmp_path: Path, run: Callable[..., tuple[int, Any]]
) -> None:
    arguments, env = BROKEN[name]
    lay_out(tmp_path, {"a1": FIRST, "b2": GOOD}, env=env)
    status, said = run("roundtrip", *arguments, *options)
    assert status == 2
    assert isinstance(said, str)
    assert said
