# expect: reversible
"""A trigger that reaches a second table"""

from alembic import op

revision = "f6"
down_revision = "f5"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN DELETE FROM journal; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER forgetful AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION forget()"
        )
    else:
        op.execute("CREATE TRIGGER forgetful AFTER UPDATE ON people BEGIN DELETE FROM journal; END")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER forgetful ON people")
        op.execute("DROP FUNCTION forget()")
    else:
        op.execute("DROP TRIGGER forgetful")
