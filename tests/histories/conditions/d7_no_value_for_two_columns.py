# No row can be in the table, and no run is to end on it.
# expect: unproven
import sqlalchemy as sa
from alembic import op

revision = "d7"
down_revision = "d6"


def upgrade():
    op.create_table(
        "closed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("low", sa.Integer(), sa.CheckConstraint("low > 5 AND low < 5"), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.CheckConstraint("low < high OR high = 7"),
    )
    op.create_table("beside", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("beside")
    op.drop_table("closed")
