# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    op.add_column("product", sa.Column("x", sa.Integer()), schema="sales")


def downgrade():
    raise RuntimeError
