import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", new_column_name="full_name")  # expect: MRT108 error


def downgrade():
    op.alter_column(
        "users",
        "full_name",
        new_column_name="name",
        existing_type=sa.String(50),
        existing_nullable=False,
    )
