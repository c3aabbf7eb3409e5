# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "d5"
down_revision = "d4"


def upgrade():
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("packed", sa.LargeBinary()),
    )


def downgrade():
    op.drop_table("plans")
