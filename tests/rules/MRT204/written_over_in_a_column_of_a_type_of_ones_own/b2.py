import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("orders", sa.Column("partition", sa.String(80)))


def downgrade():
    op.drop_column("orders", "partition")
    op.execute("UPDATE orders SET next_run = NULL")  # expect: MRT204 error
