# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "d2"
down_revision = "c"


def upgrade():
    op.add_column("t9", sa.Column("z", sa.String(20)))


def downgrade():
    raise KeyError
