# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "s6"
down_revision = "s5"


def upgrade(tenant):
    op.add_column("product", sa.Column("y", sa.String(20)))


def downgrade(tenant):
    op.drop_column("product", "y")
