# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)")
    op.execute("GRANT SELECT (b) ON t TO PUBLIC")
    op.execute("CREATE STATISTICS st ON a, b FROM t")


def downgrade():
    op.drop_table("t")
