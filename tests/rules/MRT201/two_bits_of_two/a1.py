# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "perms",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mask", sa.Integer(), nullable=False),
        sa.CheckConstraint("mask BETWEEN 0 AND 3", name="ck_mask"),
    )


def downgrade():
    op.drop_table("perms")
