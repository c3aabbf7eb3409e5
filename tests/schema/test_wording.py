from __future__ import annotations

import pytest

from alembic_mrt.schema.difference import Difference, difference
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    EnumType,
    ForeignKey,
    Function,
    Index,
    Policy,
    Schema,
    SchemaObject,
    Table,
    UniqueConstraint,
)
from alembic_mrt.schema.wording import describe

NAME = Column(table="users", name="name", type="VARCHAR(300)", nullable=False, default="'-'")
PHONE = Column(table="users", name="phone", type="VARCHAR(30)")
INDEX = Index(table="users", name="ix_users_email", columns=("email",), where="deleted_at IS NULL")
KEY = ForeignKey(
    table="posts", name="fk_x", columns=("user_id",), referred_table="users",
    referred_columns=("id",), ondelete="CASCADE",
)  # fmt: skip
ANEW = "Add to downgrade(): "
AGAIN = "Create it in downgrade() as it was: "

ONE_SIDED: list[tuple[str, SchemaObject, str, str, str]] = [
    ("left behind", Table(name="jobs"), "MRT301",
     "Table 'jobs' still exists after rollback — downgrade is incomplete",
     ANEW + 'op.drop_table("jobs")'),
    ("not restored", Table(name="x"), "MRT302", "Table 'x' no longer exists after rollback",
     "Create table x again in downgrade(), as it was before."),
    ("left behind", PHONE, "MRT301",
     "Column 'phone' of table 'users' still present after rollback — downgrade is incomplete",
     ANEW + 'op.drop_column("users", "phone")'),
    ("not restored", NAME, "MRT302",
     "Column 'name' of table 'users' no longer exists after rollback",
     ANEW + 'op.add_column("users", sa.Column("name", sa.VARCHAR(300), nullable=False, '
     "server_default=sa.text(\"'-'\")))"),
    ("not restored", Column(table="users", name="a", type="character varying(3)"), "MRT302",
     "Column 'a' of table 'users' no longer exists after rollback",
     "Create column users.a again in downgrade(), as it was before."),
    ("not restored", Column(table="users", name="a", type="TEXT", nullable=False), "MRT302",
     "Column 'a' of table 'users' no longer exists after rollback",
     ANEW + 'op.add_column("users", sa.Column("a", sa.TEXT(), nullable=False)); where rows are '
     "there, add it as nullable, fill it, and set NOT NULL then, or give it a server_default"),
    ("left behind", CheckConstraint(table="users", expression="a > 0"), "MRT301",
     "unnamed check constraint on users (a > 0) was left behind — downgrade is incomplete",
     "Give it a name in upgrade(), and drop it by that name in downgrade()."),
    ("left behind", INDEX, "MRT301",
     "index ix_users_email on users was left behind — downgrade is incomplete",
     ANEW + 'op.drop_index("ix_users_email", table_name="users")'),
    ("not restored", INDEX, "MRT302",
     "index ix_users_email on users does not come back after rollback",
     ANEW + 'op.create_index("ix_users_email", "users", ["email"], '
     'postgresql_where=sa.text("deleted_at IS NULL"))'),
    ("left behind", KEY, "MRT301", "foreign key fk_x on posts was left behind — downgrade is "
     "incomplete", ANEW + 'op.drop_constraint("fk_x", "posts", type_="foreignkey")'),
    ("not restored", KEY, "MRT302", "foreign key fk_x on posts does not come back after rollback",
     ANEW + 'op.create_foreign_key("fk_x", "posts", "users", ["user_id"], ["id"], '
     'ondelete="CASCADE")'),
    ("left behind", EnumType(name="job_state"), "MRT304",
     "enum type job_state was left behind: the next upgrade fails with 'type already exists'",
     ANEW + 'sa.Enum(name="job_state").drop(op.get_bind(), checkfirst=True)'),
    ("not restored", EnumType(name="mood", labels=("a", "b")), "MRT302",
     "enum type mood does not come back after rollback",
     ANEW + 'sa.Enum("a", "b", name="mood").create(op.get_bind())'),
    ("left behind", Policy(table="users", name="own"), "MRT301",
     "policy own on users was left behind — downgrade is incomplete",
     ANEW + 'op.execute("DROP POLICY own ON users")'),
    ("left behind", Function(name="touch()"), "MRT301",
     "function touch() was left behind — downgrade is incomplete",
     ANEW + 'op.execute("DROP FUNCTION touch()")'),
    ("left behind", Table(schema="sales", name="jobs"), "MRT301",
     "Table 'sales.jobs' still exists after rollback — downgrade is incomplete",
     ANEW + 'op.drop_table("jobs", schema="sales")'),
    ("left behind", Column(schema="sales", table="jobs", name="a"), "MRT301",
     "Column 'a' of table 'jobs' still present after rollback — downgrade is incomplete",
     ANEW + 'op.drop_column("jobs", "a", schema="sales")'),
    ("not restored", CheckConstraint(table="users", expression="a > 0"), "MRT302",
     "unnamed check constraint on users (a > 0) does not come back after rollback",
     ANEW + 'op.create_check_constraint(None, "users", "a > 0")'),
]  # fmt: skip


@pytest.mark.parametrize("case", ONE_SIDED, ids=lambda case: f"{case[0]}-{case[1].kind}")
def test_what_stays_and_what_is_missing(case: tuple[str, SchemaObject, str, str, str]) -> None:
    change, found, code, message, remedy = case
    told = (
        Difference(change="left behind", after=found)
        if change == "left behind"
        else Difference(change="not restored", before=found)
    )
    word = describe(told)
    assert (word.code, word.message, word.remedy) == (code, message, remedy)


def column(**fields: object) -> Column:
    return Column(table="users", name="name", **fields)  # type: ignore[arg-type]


CHANGED: list[tuple[SchemaObject, SchemaObject, str, str]] = [
    (column(type="VARCHAR(300)"), column(type="VARCHAR(100)"),
     "column users.name came back as VARCHAR(100), it was VARCHAR(300)",
     ANEW + 'op.alter_column("users", "name", type_=sa.VARCHAR(300))'),
    (column(nullable=True), column(nullable=False),
     "column users.name came back NOT NULL, it was nullable",
     ANEW + 'op.alter_column("users", "name", nullable=True)'),
    (column(nullable=False), column(nullable=True),
     "column users.name came back nullable, it was NOT NULL",
     ANEW + 'op.alter_column("users", "name", nullable=False)'),
    (column(default="'new'"), column(),
     "column users.name came back without DEFAULT 'new'",
     ANEW + "op.alter_column(\"users\", \"name\", server_default=sa.text(\"'new'\"))"),
    (column(), column(default="1"), "column users.name came back with DEFAULT 1, it had none",
     ANEW + 'op.alter_column("users", "name", server_default=None)'),
    (column(default="1"), column(default="2"),
     "column users.name came back with DEFAULT 2, it was 1",
     ANEW + 'op.alter_column("users", "name", server_default=sa.text("1"))'),
    (INDEX, Index(table="users", name="ix_users_email", columns=("email",)),
     "index ix_users_email came back without WHERE deleted_at IS NULL",
     AGAIN + 'op.create_index("ix_users_email", "users", ["email"], '
     'postgresql_where=sa.text("deleted_at IS NULL"))'),
    (Index(table="t", name="ix", columns=("a", "b")),
     Index(table="t", name="ix", columns=("b", "a")),
     "index ix came back with columns (b, a), it was (a, b)",
     AGAIN + 'op.create_index("ix", "t", ["a", "b"])'),
    (Index(table="t", name="ix", columns=("a",), unique=True),
     Index(table="t", name="ix", columns=("a",)),
     "index ix came back without UNIQUE", AGAIN + 'op.create_index("ix", "t", ["a"], unique=True)'),
    (KEY, ForeignKey(table="posts", name="fk_x", columns=("user_id",), referred_table="users",
                     referred_columns=("id",)),
     "foreign key fk_x came back without ON DELETE CASCADE",
     AGAIN + 'op.create_foreign_key("fk_x", "posts", "users", ["user_id"], ["id"], '
     'ondelete="CASCADE")'),
    (EnumType(name="mood", labels=("a", "b")), EnumType(name="mood", labels=("b", "a")),
     "enum type mood came back with labels (b, a), it was (a, b)",
     "Restore it in downgrade() as it was: enum type mood."),
    (Table(name="t"), Table(name="t", row_security="enabled"),
     "table t came back with row security enabled, it had none",
     "Restore it in downgrade() as it was: table t."),
    (UniqueConstraint(table="t", name="uq", columns=("a",)),
     UniqueConstraint(table="t", name="uq_t", columns=("a",)),
     "unique constraint uq is called uq_t after rollback",
     'Give it the name "uq" in downgrade().'),
    (UniqueConstraint(table="t", columns=("a",)),
     UniqueConstraint(table="t", name="uq_t", columns=("a",)),
     "unnamed unique constraint on t (a) is called uq_t after rollback",
     "Create it in downgrade() without a name, as it was."),
    (column(identity="AUTOINCREMENT"), column(),
     "column users.name came back without AUTOINCREMENT",
     'Give table_kwargs={"sqlite_autoincrement": True} to each batch_alter_table() of the table, '
     "in upgrade() too."),
    (column(), column(identity="AUTOINCREMENT"),
     "column users.name came back with AUTOINCREMENT, it had none",
     'Leave table_kwargs={"sqlite_autoincrement": True} out of batch_alter_table() in '
     "downgrade()."),
    (column(identity="ALWAYS"), column(identity="BY DEFAULT"),
     "column users.name came back with identity BY DEFAULT, it was ALWAYS",
     "Restore it in downgrade() as it was: column users.name."),
    (UniqueConstraint(table="t", name="uq", columns=("a",)),
     Index(table="t", name="uq", columns=("a",), unique=True),
     "unique constraint uq came back as an index of that name",
     AGAIN + 'op.create_unique_constraint("uq", "t", ["a"])'),
]  # fmt: skip


@pytest.mark.parametrize("case", CHANGED, ids=lambda case: case[2])
def test_what_comes_back_different(case: tuple[SchemaObject, SchemaObject, str, str]) -> None:
    before, after, message, remedy = case
    (found,) = difference(Schema.of(before), Schema.of(after))
    word = describe(found)
    assert (word.code, word.message, word.remedy) == ("MRT303", message, remedy)


def test_a_renamed_table_and_column_are_renamed_back() -> None:
    table, other = Table(name="users"), Table(name="user")
    named = Difference(change="changed", before=table, after=other, attribute="name")
    assert describe(named).message == "Table 'users' is called 'user' after rollback"
    assert describe(named).remedy == ANEW + 'op.rename_table("user", "users")'
    mobile = Column(table="users", name="mobile", type="VARCHAR(30)")
    renamed = Difference(change="changed", before=PHONE, after=mobile, attribute="name")
    assert describe(renamed).message == "column users.phone is called mobile after rollback"
    assert describe(renamed).remedy.endswith('"mobile", new_column_name="phone")')
