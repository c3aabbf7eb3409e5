from __future__ import annotations

import textwrap
import time
from collections.abc import Iterator, Mapping

import pytest

from alembic_mrt.finding import Location
from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    CreateIndex,
    CreateTable,
    DropColumn,
    DropIndex,
    DropTable,
    Operation,
    ScriptOperations,
    Step,
)
from alembic_mrt.schema.objects import Column, Constraint, ForeignKey, Index, PrimaryKey

USERS = """
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False, unique=True),
        sa.Column("age", sa.Integer(), sa.CheckConstraint("age > 0")),
        sa.Column("boss_id", sa.Integer(), sa.ForeignKey("users.id")),
    )
"""
IMPORTS = "import sqlalchemy as sa\nfrom alembic import op\n"


def script(upgrade: str, downgrade: str = "pass") -> ScriptOperations:
    bodies = (textwrap.indent(textwrap.dedent(body), "    ") for body in (upgrade, downgrade))
    up, down = bodies
    return read_source(f"{IMPORTS}\ndef upgrade():\n{up}\ndef downgrade():\n{down}\n")


def trip(
    upgrade: str,
    downgrade: str = "pass",
    base: str = USERS,
    dialect: str | None = "postgresql",
    naming: Mapping[str, str] | None = None,
) -> Replayed:
    history = [
        ("a", (), script(base, "op.drop_table('users')")),
        ("b", ("a",), script(upgrade, downgrade)),
    ]
    return list(replay(history, dialect, {} if naming is None else naming))[1]


def told(found: Replayed) -> list[str]:
    return [f"{d.change}: {d.object} {d.attribute or ''}".strip() for d in found.differences]


def problems(found: Replayed) -> list[tuple[str, str | None, bool]]:
    steps = (applied.problem for applied in found.downgrade)
    return [(p.kind, p.subject.name, p.certain) for p in steps if p is not None]


ROUND: dict[str, tuple[str, str]] = {
    "column": (
        'op.add_column("users", sa.Column("a", sa.Text()))',
        'op.drop_column("users", "a")',
    ),
    "column_renamed_with_all_that_stands_on_it": (
        'op.create_index("ix", "users", ["age"], postgresql_where=sa.text("age > 3"))\n'
        'op.alter_column("users", "age", new_column_name="years")',
        'op.alter_column("users", "years", new_column_name="age")\nop.drop_index("ix")',
    ),
    "table_renamed_and_renamed_back": (
        'op.rename_table("users", "people")\nop.add_column("people", sa.Column("a", sa.Text()))',
        'op.drop_column("people", "a")\nop.rename_table("people", "users")',
    ),
    "renamed_key_column_and_the_key_to_it": (
        'op.create_table("posts", sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id")))\n'
        'op.alter_column("users", "id", new_column_name="uid")',
        'op.alter_column("users", "uid", new_column_name="id")\nop.drop_table("posts")',
    ),
    "names_that_postgresql_chooses": (
        'op.drop_constraint("users_email_key", "users")\n'
        'op.drop_constraint("users_age_check", "users")\n'
        'op.drop_constraint("users_boss_id_fkey", "users")\n'
        'op.drop_constraint("users_pkey", "users")',
        'op.create_primary_key("users_pkey", "users", ["id"])\n'
        'op.create_foreign_key("users_boss_id_fkey", "users", "users", ["boss_id"], ["id"])\n'
        'op.create_check_constraint("users_age_check", "users", "age > 0")\n'
        'op.create_unique_constraint("users_email_key", "users", ["email"])',
    ),
    "type_nullability_and_default": (
        'op.alter_column("users", "age", type_=sa.Text(), nullable=False, server_default="1")',
        'op.alter_column("users", "age", type_=sa.Integer(), nullable=True, server_default=None)',
    ),
    "boolean_default_in_other_words": (
        'op.add_column("users", sa.Column("on_", sa.Boolean(), server_default="0"))\n'
        'op.alter_column("users", "on_", server_default=sa.true())',
        'op.alter_column("users", "on_", server_default="f")\nop.drop_column("users", "on_")',
    ),
    "guarded_by_the_inspector": (
        'if "a" not in [c["name"] for c in sa.inspect(op.get_bind()).get_columns("users")]:\n'
        '    op.add_column("users", sa.Column("a", sa.Text()))',
        'if "a" in [c["name"] for c in sa.inspect(op.get_bind()).get_columns("users")]:\n'
        '    op.drop_column("users", "a")',
    ),
    "enum_type_renamed": (
        "op.execute(\"CREATE TYPE mood AS ENUM ('a')\")\n"
        'op.execute("ALTER TABLE users ADD COLUMN mood mood")\n'
        'op.execute("ALTER TYPE mood RENAME TO temper")',
        'op.drop_column("users", "mood")\nop.execute("DROP TYPE temper")',
    ),
    "storage_parameters": (
        "op.execute('ALTER TABLE users SET (fillfactor = 50)')",
        "op.execute('ALTER TABLE users RESET (fillfactor)')",
    ),
    "deferrability": (
        "op.execute('ALTER TABLE users ALTER CONSTRAINT users_boss_id_fkey DEFERRABLE')",
        "op.execute('ALTER TABLE users ALTER CONSTRAINT users_boss_id_fkey NOT DEFERRABLE')",
    ),
    "sequence_of_its_own": (
        "op.execute('CREATE SEQUENCE q')\nop.execute('ALTER SEQUENCE q INCREMENT BY 5')",
        "op.execute('DROP SEQUENCE q')",
    ),
    "view_with_its_index": (
        'op.execute("CREATE MATERIALIZED VIEW v AS SELECT id FROM users")\n'
        'op.execute("CREATE UNIQUE INDEX ux ON v (id)")',
        'op.execute("DROP MATERIALIZED VIEW v")',
    ),
    "schema_with_what_lies_in_it": (
        'op.execute("CREATE SCHEMA sales")\n'
        'op.create_table("jobs", sa.Column("id", sa.Integer()), schema="sales")',
        'op.execute("DROP SCHEMA sales CASCADE")',
    ),
    "public_is_the_default_schema": (
        'op.create_table("jobs", sa.Column("id", sa.Integer()), schema="public")',
        'op.drop_table("jobs")',
    ),
    "row_security": (
        'op.execute("ALTER TABLE users ENABLE ROW LEVEL SECURITY")',
        'op.execute("ALTER TABLE users DISABLE ROW LEVEL SECURITY")',
    ),
    "batch_that_replaces_the_primary_key": (
        'with op.batch_alter_table("users") as batch:\n'
        '    batch.drop_constraint("users_pkey", type_="primary")\n'
        '    batch.create_primary_key("pk", ["email"])',
        'with op.batch_alter_table("users") as batch:\n'
        '    batch.drop_constraint("pk", type_="primary")\n'
        '    batch.create_primary_key("users_pkey", ["id"])',
    ),
}


@pytest.mark.parametrize("case", ROUND, ids=str)
def test_what_is_undone_leaves_no_difference(case: str) -> None:
    found = trip(*ROUND[case])
    assert told(found) == []
    assert problems(found) == []
    assert found.certain
    assert found.upgraded != found.before


LEFT: dict[str, tuple[str, str, list[str]]] = {
    "index_of_a_dropped_column": (
        'op.drop_column("users", "email")',
        'op.add_column("users", sa.Column("email", sa.String(120), nullable=False))',
        ["not restored: unique constraint users_email_key"],
    ),
    "enum_type_of_a_dropped_table": (
        'op.create_table("jobs", sa.Column("s", sa.Enum("a", name="state")))',
        'op.drop_table("jobs")',
        ["left behind: enum type state"],
    ),
    "labels_in_another_order": (
        "op.execute(\"CREATE TYPE mood AS ENUM ('a', 'c')\")\n"
        "op.execute(\"ALTER TYPE mood ADD VALUE 'b' BEFORE 'c'\")",
        "",
        ["left behind: enum type mood"],
    ),
    "row_security_stays_on": (
        'op.execute("ALTER TABLE users ENABLE ROW LEVEL SECURITY")',
        "",
        ["changed: table users row_security"],
    ),
    "primary_key_column_becomes_not_null": (
        'op.drop_constraint("users_pkey", "users")\nop.create_primary_key("pk", "users", ["age"])',
        'op.drop_constraint("pk", "users")\nop.create_primary_key("users_pkey", "users", ["id"])',
        ["changed: users.age nullable"],
    ),
    "table_that_is_there_already_is_dropped": (
        'if not sa.inspect(op.get_bind()).has_table("users"):\n'
        '    op.create_table("users", sa.Column("id", sa.Integer()))',
        'op.drop_table("users")',
        ["not restored: table users"],
    ),
}


@pytest.mark.parametrize("case", LEFT, ids=str)
def test_what_is_not_undone_is_a_difference(case: str) -> None:
    upgrade, downgrade, expected = LEFT[case]
    found = trip(upgrade, downgrade or "pass")
    assert told(found) == expected


UNDECIDED: dict[str, tuple[str, str]] = {
    "under_a_condition_of_the_environment": (
        'import os\nif os.environ.get("X"):\n    op.add_column("users", sa.Column("a", sa.Text()))',
        "pass",
    ),
    "step_that_cannot_be_read": (
        'from application import tidy\ntidy(op)\nop.add_column("users", sa.Column("a", sa.Text()))',
        "pass",
    ),
    "table_that_no_revision_made_and_if_not_exists": (
        'op.execute("ALTER TABLE legacy ADD COLUMN IF NOT EXISTS a TEXT")',
        "pass",
    ),
    "extension_that_may_have_been_there": (
        'op.execute("CREATE EXTENSION IF NOT EXISTS citext")',
        "pass",
    ),
}


@pytest.mark.parametrize("case", UNDECIDED, ids=str)
def test_what_cannot_be_known_is_no_accusation(case: str) -> None:
    found = trip(*UNDECIDED[case])
    assert told(found) == []
    assert [d.change for d in found.undecided] == ["left behind"]
    assert not found.certain


def test_a_type_that_an_application_makes_never_differs() -> None:
    found = trip(
        'from application import Money\nop.alter_column("users", "age", type_=Money())',
        'op.alter_column("users", "age", type_=sa.Integer())',
        base=USERS.replace('"age", sa.Integer()', '"age", Money()').replace(
            "op.create", "from application import Money\n    op.create", 1
        ),
    )
    assert told(found) == []


def test_a_variant_is_judged_on_its_dialect() -> None:
    base = USERS.replace(
        '"age", sa.Integer()', '"age", sa.Integer().with_variant(sa.BigInteger(), "postgresql")'
    )
    steps = (
        'op.alter_column("users", "age", type_=sa.Text())',
        'op.alter_column("users", "age", type_=sa.Integer())',
    )
    assert told(trip(*steps, base=base, dialect="sqlite")) == []
    assert told(trip(*steps, base=base)) == ["changed: users.age type"]


ADOPTED: dict[str, tuple[str, str, list[str]]] = {
    "column_dropped_and_back": (
        'op.drop_column("legacy", "a")',
        'op.add_column("legacy", sa.Column("a", sa.Text()))',
        [],
    ),
    "column_dropped_for_good": ('op.drop_column("legacy", "a")', "", ["not restored: legacy.a"]),
    "index_dropped_and_back": (
        'op.drop_index("ix", table_name="legacy")',
        'op.create_index("ix", "legacy", ["a"])',
        [],
    ),
    "constraint_of_a_kind_that_is_not_said": (
        'op.drop_constraint("c", "legacy")',
        'op.create_unique_constraint("c", "legacy", ["a"])',
        [],
    ),
    "foreign_key_dropped_and_back": (
        'op.drop_constraint("c", "legacy", type_="foreignkey")',
        'op.create_foreign_key("c", "legacy", "users", ["a"], ["id"], referent_schema="x")',
        [],
    ),
    "table_dropped_and_back_with_its_columns": (
        'op.drop_table("legacy")',
        'op.create_table("legacy", sa.Column("id", sa.Integer()))',
        [],
    ),
    "table_renamed_then_a_column_dropped": (
        'op.rename_table("legacy", "modern")\nop.drop_column("modern", "a")',
        'op.add_column("modern", sa.Column("a", sa.Text()))\nop.rename_table("modern", "legacy")',
        [],
    ),
    "column_added": ('op.add_column("legacy", sa.Column("a", sa.Text()))', "",
                     ["left behind: legacy.a"]),
    "what_the_script_says_of_the_old_type": (
        'op.alter_column("legacy", "a", existing_type=sa.String(9), type_=sa.Text())',
        'op.alter_column("legacy", "a", type_=sa.String(5))',
        ["changed: legacy.a type"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ADOPTED, ids=str)
def test_tables_that_no_revision_made(case: str) -> None:
    upgrade, downgrade, expected = ADOPTED[case]
    found = trip(upgrade, downgrade or "pass")
    assert told(found) == expected
    assert problems(found) == []


PROBLEMS: dict[str, tuple[str, str, list[tuple[str, str | None, bool]]]] = {
    "column_that_is_not_there": ("pass", 'op.drop_column("users", "x")', [("missing", "x", True)]),
    "table_that_is_not_there": ("pass", 'op.drop_table("x")', [("missing", "x", True)]),
    "column_to_a_table_that_is_not_there": (
        "pass",
        'op.add_column("x", sa.Column("a", sa.Text()))',
        [("missing", "x", True)],
    ),
    "hidden_by_if_exists": (
        "pass",
        'op.execute("DROP TABLE IF EXISTS x")',
        [("masked", "x", True)],
    ),
    "in_a_table_that_no_revision_made": (
        'op.add_column("legacy", sa.Column("a", sa.Text()))',
        'op.drop_column("legacy", "x")',
        [("missing", "x", False)],
    ),
    "type_that_is_not_there": ("pass", 'op.execute("DROP TYPE x")', [("missing", "x", True)]),
    "created_though_it_is_there": (
        "pass",
        'op.add_column("users", sa.Column("age", sa.Integer()))',
        [("exists", "age", True)],
    ),
    "by_the_name_none": (
        'op.create_unique_constraint(None, "users", ["age"])',
        'op.drop_constraint(None, "users", type_="unique")',
        [("unnamed", "users_age_key", True)],
    ),
    "by_a_guess": (
        'op.create_unique_constraint(None, "users", ["age"])',
        'op.drop_constraint("uq_users_age", "users", type_="unique")',
        [("guessed", "uq_users_age", True)],
    ),
    "in_use_by_a_foreign_key": (
        'op.create_table("p", sa.Column("u", sa.Integer(), sa.ForeignKey("users.id")))',
        'op.drop_table("users")',
        [("in use", "users", True)],
    ),
    "second_primary_key": (
        "pass",
        'op.create_primary_key("pk", "users", ["email"])',
        [("exists", "users_pkey", True)],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS, ids=str)
def test_what_a_downgrade_gets_wrong(case: str) -> None:
    upgrade, downgrade, expected = PROBLEMS[case]
    assert problems(trip(upgrade, downgrade)) == expected


def test_without_a_naming_convention_at_hand_a_guess_is_not_proven() -> None:
    upgrade = 'op.create_unique_constraint(None, "users", ["age"])'
    downgrade = 'op.drop_constraint("uq_users_age", "users", type_="unique")'
    history = [("a", (), script(USERS)), ("b", ("a",), script(upgrade, downgrade))]
    assert problems(list(replay(history, None))[1]) == [("guessed", "uq_users_age", False)]
    known = {"uq": "uq_%(table_name)s_%(column_0_name)s"}
    assert problems(trip(upgrade, downgrade, naming=known)) == []


def test_a_name_that_an_upgrade_uses_is_the_right_one() -> None:
    upgrade = 'op.drop_constraint("uq_email", "users", type_="unique")'
    downgrade = 'op.create_unique_constraint("uq_email", "users", ["email"])'
    history = [("a", (), script(USERS)), ("b", ("a",), script(upgrade, downgrade))]
    found = list(replay(history, "postgresql"))[1]
    assert (told(found), found.undecided) == ([], ())


def test_a_drop_with_cascade_takes_the_foreign_keys_along() -> None:
    posts = 'op.create_table("p", sa.Column("u", sa.Integer(), sa.ForeignKey("users.id")))'
    base = f"{USERS}\n    {posts}"
    found = trip('op.execute("DROP TABLE users CASCADE")', "pass", base=base)
    assert not any(isinstance(o, ForeignKey) for o in found.upgraded)
    assert told(found) == ["not restored: table users"]


def test_sqlite_gives_no_names() -> None:
    found = trip("pass", dialect="sqlite")
    names = {o.name for o in found.before if o.kind in ("primary key", "unique constraint")}
    assert names == {None}


def test_mysql_takes_a_unique_constraint_for_an_index() -> None:
    upgrade = 'op.create_unique_constraint("uq", "users", ["age"])'
    downgrade = 'op.drop_index("uq", table_name="users")'
    assert told(trip(upgrade, downgrade, dialect="mysql")) == []
    assert told(trip(upgrade, downgrade)) == ["left behind: unique constraint uq"]


def test_a_batch_of_sqlite_keeps_the_index_of_a_column_that_it_adds_again() -> None:
    base = f'{USERS}\n    op.create_index("ix", "users", ["age"])'
    steps = (
        'with op.batch_alter_table("users") as batch:\n'
        '    batch.drop_column("age")\n'
        '    batch.add_column(sa.Column("age", sa.Integer()))'
    )
    kept = trip(steps, base=base, dialect="sqlite").upgraded
    lost = trip(steps, base=base).upgraded
    assert [o.name for o in kept if isinstance(o, Index)] == ["ix"]
    assert [o.name for o in lost if isinstance(o, Index)] == []


def test_a_batch_of_sqlite_keeps_the_constraints_of_a_column_that_it_adds_again() -> None:
    made = 'sa.UniqueConstraint("age", name="uq"), sa.CheckConstraint("age > 1", name="ck")'
    base = f'op.create_table("t", sa.Column("age", sa.Text()), sa.Column("x", sa.Text()), {made})'
    steps = (
        'with op.batch_alter_table("t") as batch:\n'
        '    batch.drop_column("age")\n'
        "    {}\n"
        '    batch.add_column(sa.Column("age", sa.Text()))'
    )
    kept = trip(steps.format("pass"), base=base, dialect="sqlite").upgraded
    let_go = trip(steps.format('batch.drop_constraint("uq")'), base=base, dialect="sqlite")
    assert sorted(str(o.name) for o in kept if isinstance(o, Constraint)) == ["ck", "uq"]
    assert [o.name for o in let_go.upgraded if isinstance(o, Constraint)] == ["ck"]
    assert [a.problem for a in let_go.upgrade if a.problem is not None] == []


def test_a_merge_point_starts_from_what_every_branch_made() -> None:
    add = 'op.add_column("users", sa.Column("{0}", sa.Text()))'
    history = [
        ("a", (), script(USERS)),
        ("b", ("a",), script(add.format("x"), 'op.drop_column("users", "x")')),
        ("c", ("a",), script('op.drop_column("users", "age")')),
        ("d", ("c",), script(add.format("y"))),
        ("e", ("b", "d"), script("pass")),
        ("f", ("e",), script('op.drop_column("users", "y")', add.format("y"))),
    ]
    found = {result.revision: result for result in replay(history, "postgresql")}
    names = [column.name for column in found["e"].before.columns("users")]
    assert sorted(map(str, names)) == ["boss_id", "email", "id", "x", "y"]
    assert [c.name for c in found["b"].before.columns("users")] == ["id", "email", "age", "boss_id"]
    assert told(found["f"]) == []


def test_depends_on_is_a_parent_like_any_other() -> None:
    history = [
        ("a", (), script(USERS)),
        ("b", (), script('op.create_table("p", sa.Column("id", sa.Integer()))')),
        ("c", ("a", "b"), script('op.drop_column("p", "id")')),
    ]
    found = list(replay(history, "postgresql"))[2]
    assert found.before.table("users") is not None
    assert told(found) == ["not restored: p.id"]


class TestDialects:
    GUARD = 'if op.get_bind().dialect.name {0}:\n    op.create_index("ix", "users", ["age"])'
    DROP = 'op.drop_index("ix", table_name="users")'

    def runs(self, upgrade: str, downgrade: str) -> list[str | None]:
        found = trip(upgrade, downgrade, dialect=None)
        return [run.dialect for run in found.every()]

    def test_a_history_without_guards_is_replayed_once(self) -> None:
        assert self.runs("pass", "pass") == [None]

    def test_every_dialect_that_is_named_has_a_replay(self) -> None:
        assert self.runs(self.GUARD.format('== "postgresql"'), self.DROP) == ["postgresql"]
        named = self.GUARD.format('in ("mysql", "postgresql")')
        assert self.runs(named, self.DROP) == ["postgresql", "mysql"]

    def test_sqlite_alone_stands_beside_all_others(self) -> None:
        assert self.runs(self.GUARD.format('== "sqlite"'), self.DROP) == [None, "sqlite"]

    def test_a_name_that_no_dialect_bears_never_matches(self) -> None:
        found = trip(self.GUARD.format('== "postgres"'), "pass", dialect=None)
        assert found.upgraded == found.before

    def test_on_a_given_dialect_only_its_operations_happen(self) -> None:
        guard = self.GUARD.format('== "sqlite"')
        assert told(trip(guard)) == []
        assert told(trip(guard, dialect="sqlite")) == ["left behind: index ix"]


HERE = Location("x.py", 1)


def step(*operations: Operation) -> Step:
    return Step(present=True, location=HERE, operations=operations)


def long_history(
    revisions: int, tables: int
) -> Iterator[tuple[str, tuple[str, ...], ScriptOperations]]:
    for number in range(revisions):
        table, column, index = f"t{number % tables}", f"c{number}", f"ix{number}"
        parents = (str(number - 1),) if number else ()
        objects = (
            *(Column(table=table, name=f"o{i}", type="TEXT") for i in range(9)),
            PrimaryKey(table=table, columns=("o0",)),
        )
        up: tuple[Operation, ...] = (CreateTable(location=HERE, table=table, objects=objects),)
        down: tuple[Operation, ...] = (DropTable(location=HERE, table=table),)
        if number >= tables:
            up = (
                AddColumn(location=HERE, table=table, column=Column(name=column, type="TEXT")),
                CreateIndex(
                    location=HERE,
                    table=table,
                    name=index,
                    index=Index(table=table, columns=(column,)),
                ),
                AlterColumn(location=HERE, table=table, column=column, nullable=False),
            )
            down = (
                AlterColumn(location=HERE, table=table, column=column, nullable=True),
                DropIndex(location=HERE, name=index, table=table),
                DropColumn(location=HERE, table=table, column=column),
            )
        operations = ScriptOperations(upgrade=step(*up), downgrade=step(*down))
        yield str(number), parents, operations


def test_a_long_history_costs_little_and_no_more_a_revision_than_a_short_one() -> None:
    def cost(revisions: int) -> float:
        history = list(long_history(revisions, 100))
        start = time.process_time()
        found = list(replay(history, "postgresql"))
        assert not any(result.differences for result in found)
        return time.process_time() - start

    cost(200)
    assert cost(1000) < 2.0  # half a second on an idle machine
