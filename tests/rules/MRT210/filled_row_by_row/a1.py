import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "members",
        sa.Column("user_no", sa.Integer(), nullable=False),
        sa.Column("group_no", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("members")
