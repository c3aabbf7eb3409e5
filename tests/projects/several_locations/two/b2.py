# expect: schema differs
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"
depends_on = "a2"


def upgrade():
    op.add_column("desk", sa.Column("x", sa.String(20)))


def downgrade():
    pass
