# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "c"
down_revision = "m"


def upgrade():
    op.add_column("t9", sa.Column("x", sa.String(20)))


def downgrade():
    raise ValueError
