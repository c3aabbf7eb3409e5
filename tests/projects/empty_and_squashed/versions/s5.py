# expect: downgrade not written
import sqlalchemy as sa
from alembic import op

revision = "s5"
down_revision = "s4"


def upgrade(tenant):
    op.add_column("product", sa.Column("x", sa.String(20)))


def downgrade(tenant):
    raise NotImplementedError()
