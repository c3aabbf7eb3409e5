# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "m"
down_revision = ("b1", "b2", "b3")


def upgrade():
    op.rename_table("t0", "t9")


def downgrade():
    op.rename_table("t9", "t0")
