# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "metrics",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("is_nan", sa.Boolean(), nullable=False),
        sa.Column("step", sa.Integer()),
    )


def downgrade():
    op.drop_table("metrics")
