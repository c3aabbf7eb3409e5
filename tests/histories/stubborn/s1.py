# expect: unproven
"""Tables that take no row but one that means something: a trigger and a check digit see to it."""

import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None

SQLITE = """
CREATE TRIGGER audit_guard BEFORE INSERT ON audit_log
WHEN NEW.action NOT IN ('sign' || '-in', 'sign' || '-out')
BEGIN SELECT RAISE(ABORT, 'no such action'); END
"""

POSTGRESQL = """
CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.action NOT IN ('sign' || '-in', 'sign' || '-out') THEN
        RAISE EXCEPTION 'no such action';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_guard BEFORE INSERT ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_guard();
"""


def upgrade():
    op.create_table(
        "users", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text)
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("action", sa.Text, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("proof", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text),
        sa.CheckConstraint("(number * 31 + proof * 7) % 999983 = 271828", name="proven"),
    )
    op.execute(SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL)


def downgrade():
    op.drop_table("accounts")
    op.drop_table("audit_log")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_guard()")
    op.drop_table("users")
