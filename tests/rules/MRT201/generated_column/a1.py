import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "totals",
        sa.Column("net", sa.Integer()),
        sa.Column("gross", sa.Integer(), sa.Computed("net * 2")),
    )


def downgrade():
    op.drop_table("totals")
