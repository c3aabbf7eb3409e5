"""What a step does beside what its statements say: it is looked at all the same."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run
from tests.roundtrip.test_histories import ENV, URLS

SCRIPT = """\
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {parent!r}


def upgrade():
{upgrade}


def downgrade():
{downgrade}
"""
T = 'op.execute("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(30))")'
NO_T = 'op.execute("DROP TABLE t")'
U = 'op.execute("CREATE TABLE u (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(30))")'
T_U, NO_T_U = f"{T}\n{U}", f'{NO_T}\nop.execute("DROP TABLE u")'

Steps = tuple[str, str]


def judge(folder: Path, dialect: str, *steps: Steps, setup: str = "", env: str = "") -> list[str]:
    """Return the verdicts on a history of ``steps``, upgrade and downgrade of each revision."""
    (folder / "versions").mkdir()
    started, context = ENV.format(url=URLS[dialect]).split("    context.configure", 1)
    whole = f"{started}{textwrap.indent(env, '    ')}\n    context.configure{context}"
    (folder / "env.py").write_text(whole, encoding="utf-8")
    for number, (upgrade, downgrade) in enumerate(steps):
        text = SCRIPT.format(
            revision=f"r{number}",
            parent=f"r{number - 1}" if number else None,
            upgrade=textwrap.indent(upgrade, "    "),
            downgrade=textwrap.indent(downgrade or "pass", "    "),
        )
        (folder / "versions" / f"r{number}.py").write_text(text, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    (folder / "setup.sql").write_text(setup, encoding="utf-8")
    settings = MRTConfig(setup=str(folder / "setup.sql")) if setup else MRTConfig()
    return [result.verdict.value for result in run(config, settings, read_history(config)).results]


BOTH = pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)


@BOTH
def test_a_helper_that_takes_the_drivers_own_connection(
    tmp_path: Path, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = "def clear(bind):\n    cursor = bind.connection.dbapi_connection.cursor()\n    {}\n"
    (tmp_path / "takes_drivers_own.py").write_text(
        helper.format('cursor.execute("UPDATE t SET name = NULL")'), encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    step = "from takes_drivers_own import clear\nclear(op.get_bind())"
    assert judge(tmp_path, dialect, (T, NO_T), (step, "")) == ["reversible", "data lost"]


@BOTH
def test_what_is_saved_in_a_temporary_table_is_gone_with_the_session(
    tmp_path: Path, dialect: str
) -> None:
    save = (
        'op.execute("CREATE TEMPORARY TABLE saved AS SELECT * FROM t")\n'
        'op.execute("UPDATE t SET name = NULL")'
    )
    bring_back = (
        'op.execute("UPDATE t SET name = (SELECT name FROM saved WHERE saved.id = t.id) "\n'
        '           "WHERE name IS NULL")\n'
        'op.execute("DROP TABLE saved")'
    )
    verdicts = judge(tmp_path, dialect, (T, NO_T), (save, bring_back))
    assert verdicts == ["reversible", "downgrade fails"]


@BOTH
def test_a_temporary_table_serves_within_a_step(tmp_path: Path, dialect: str) -> None:
    leave = 'op.execute("CREATE TEMPORARY TABLE saved AS SELECT * FROM t")'
    verdicts = judge(tmp_path, dialect, (T, NO_T), (leave, ""), (leave, ""))
    assert verdicts == ["reversible"] * 3


SET_ROLE = "connection.exec_driver_sql('SET ROLE app')\nconnection.commit()"
ROLES = "CREATE ROLE app; CREATE ROLE reader; GRANT ALL ON SCHEMA public TO app;"


@pytest.mark.postgresql
def test_the_owner_of_a_table_is_no_difference_once_privileges_are_granted(tmp_path: Path) -> None:
    grant = 'op.execute("GRANT SELECT ON t TO reader")'
    revoke = 'op.execute("REVOKE SELECT ON t FROM reader")'
    steps = [(T, NO_T), (grant, revoke)]
    verdicts = judge(tmp_path, "postgresql", *steps, setup=ROLES, env=SET_ROLE)
    assert verdicts == ["reversible", "reversible"]


EVENT_TRIGGER = '''
op.execute("CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
op.execute("""CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE made record;
BEGIN
    FOR made IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE object_type = 'table' LOOP
        EXECUTE format('CREATE TRIGGER tr BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION tf()',
            made.object_identity);
    END LOOP;
END $$""")
op.execute("CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION ef()")
'''
NO_EVENT_TRIGGER = """
op.execute("DROP EVENT TRIGGER ev")
op.execute("DROP FUNCTION ef()")
op.execute("DROP FUNCTION tf()")
"""


@pytest.mark.postgresql
def test_what_an_event_trigger_does_is_known_before_the_next_revision(tmp_path: Path) -> None:
    drop = 'op.execute("DROP TRIGGER tr ON t")'
    make = 'op.execute("CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf()")'
    steps = [(EVENT_TRIGGER, NO_EVENT_TRIGGER), (T, NO_T), (drop, make)]
    assert judge(tmp_path, "postgresql", *steps) == ["reversible"] * 3


PARENT = """
op.execute("CREATE TABLE parent (id int PRIMARY KEY, x int)")
op.execute("CREATE TABLE child (y int) INHERITS (parent)")
op.execute("ALTER TABLE child ALTER x SET DEFAULT 5")
"""
NO_PARENT = 'op.execute("DROP TABLE child")\nop.execute("DROP TABLE parent")'


@pytest.mark.postgresql
def test_what_is_done_to_a_parent_is_done_to_those_that_inherit(tmp_path: Path) -> None:
    up = 'op.execute("ALTER TABLE parent ALTER x SET DEFAULT 1")'
    down = 'op.execute("ALTER TABLE parent ALTER x DROP DEFAULT")'
    verdicts = judge(tmp_path, "postgresql", (PARENT, NO_PARENT), (up, down))
    assert verdicts == ["reversible", "schema differs"]


@pytest.mark.postgresql
def test_a_function_of_the_revisions_own_goes_by_rows(tmp_path: Path) -> None:
    up = '''
op.execute("ALTER TABLE t ADD c int")
op.execute("""CREATE FUNCTION back() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
IF EXISTS (SELECT FROM t WHERE c IS NOT NULL) THEN ALTER TABLE t RENAME c TO d;
ELSE ALTER TABLE t DROP c; END IF; END $$""")
'''
    down = 'op.execute("SELECT back()")\nop.execute("DROP FUNCTION back()")'
    verdicts = judge(tmp_path, "postgresql", (T, NO_T), (up, down))
    assert verdicts == ["reversible", "schema differs"]


@pytest.mark.postgresql
def test_a_function_of_the_revisions_own_touches_what_it_names_as_it_runs(tmp_path: Path) -> None:
    up = '''
op.execute("""CREATE FUNCTION f1() RETURNS void LANGUAGE plpgsql AS
'BEGIN EXECUTE ''DELETE FROM '' || chr(117); END'""")
op.execute("SELECT f1()")
op.execute("DROP FUNCTION f1()")
'''
    verdicts = judge(tmp_path, "postgresql", (T_U, NO_T_U), (up, ""))
    assert verdicts == ["reversible", "data lost"]


@pytest.mark.postgresql
def test_a_large_object_that_is_left_behind_is_not_compared(tmp_path: Path) -> None:
    step = 'op.execute("SELECT lo_create(0)")'
    assert judge(tmp_path, "postgresql", (T, NO_T), (step, "")) == ["reversible", "unproven"]


@pytest.mark.postgresql
def test_a_label_that_is_deleted_from_the_catalog_leaves_rows_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    make = """
op.execute("CREATE TYPE mood AS ENUM ('a', 'b')")
op.execute("CREATE TABLE t (id int PRIMARY KEY, m mood)")
"""
    add = "op.execute(\"ALTER TYPE mood ADD VALUE IF NOT EXISTS 'c'\")"
    delete = "op.execute(\"DELETE FROM pg_enum WHERE enumlabel = 'c'\")"
    steps = [(make, f"{NO_T}\nop.execute('DROP TYPE mood')"), (add, delete)]
    verdicts = judge(tmp_path, "postgresql", *steps)
    assert verdicts == ["reversible", "downgrade fails once new rows exist"]


CHILD = """
op.execute("CREATE TABLE c (id INTEGER PRIMARY KEY, t_id INTEGER REFERENCES t (id) {})")
"""
FOREIGN_KEYS = "connection.exec_driver_sql('PRAGMA foreign_keys = ON')\nconnection.commit()"
BATCH = 'with op.batch_alter_table("t") as t:\n    t.alter_column("name", type_=sa.{})'


def test_a_downgrade_runs_without_the_settings_of_the_upgrade(tmp_path: Path) -> None:
    """With foreign keys enforced, DROP TABLE deletes the rows that refer to it."""
    make = T + CHILD.format("ON DELETE CASCADE")
    up = 'op.execute("PRAGMA foreign_keys = OFF")\n' + BATCH.format("String(50)")
    steps = [(make, f'op.drop_table("c")\n{NO_T}'), (up, BATCH.format("String(30)"))]
    verdicts = judge(tmp_path, "sqlite", *steps, env=FOREIGN_KEYS)
    assert verdicts == ["reversible", "data lost"]


def test_rows_that_a_trigger_writes_as_its_table_is_filled_go_again(tmp_path: Path) -> None:
    log = (
        'op.execute("CREATE TABLE log (what INTEGER)")\n'
        'op.execute("CREATE TRIGGER tr AFTER INSERT ON c BEGIN INSERT INTO log VALUES (1); END")'
    )
    make = T + CHILD.format("") + log
    no_log = f'op.drop_table("log")\nop.drop_table("c")\n{NO_T}'
    add = ('op.add_column("t", sa.Column("z", sa.Integer))', 'op.drop_column("t", "z")')
    unique = ('op.create_index("ux", "log", ["what"], unique=True)', 'op.drop_index("ux")')
    verdicts = judge(tmp_path, "sqlite", (make, no_log), add, unique)
    assert verdicts == ["reversible"] * 3
