import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("totals", "gross")


def downgrade():
    op.add_column("totals", sa.Column("gross", sa.Integer(), sa.Computed("net * 2")))
