# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"
depends_on = ("a2", "a1")


def upgrade():
    op.add_column("b", sa.Column("x", sa.String(20)))


def downgrade():
    raise RuntimeError
