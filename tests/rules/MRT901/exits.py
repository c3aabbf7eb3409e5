from alembic import op
import sys

revision = "a1"
down_revision = None

sys.exit("do not run this yet")  # expect: MRT901 error


def upgrade():
    op.execute("CREATE TABLE t (a int)")


def downgrade():
    op.execute("DROP TABLE t")
