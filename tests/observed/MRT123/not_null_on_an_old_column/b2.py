import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as users:
        users.alter_column(
            "credit", existing_type=sa.Integer(), nullable=False
        )  # expect: MRT123 note


def downgrade():
    with op.batch_alter_table("users") as users:
        users.alter_column("credit", existing_type=sa.Integer(), nullable=True)
