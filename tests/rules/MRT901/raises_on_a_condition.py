from alembic import op
import sys

revision = "a1"
down_revision = None

if sys.version_info < (3, 10):
    raise RuntimeError("too old a Python")


def upgrade():
    op.execute("CREATE TABLE t (a int)")


def downgrade():
    op.execute("DROP TABLE t")
