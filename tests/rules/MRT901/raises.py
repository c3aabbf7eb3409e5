from alembic import op

revision = "a1"
down_revision = None

raise RuntimeError("do not run this yet")  # expect: MRT901 error


def upgrade():
    op.execute("CREATE TABLE t (a int)")


def downgrade():
    op.execute("DROP TABLE t")
