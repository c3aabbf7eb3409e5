from alembic import op
from app.columns import NAME

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", new_column_name="full_name", **NAME)


def downgrade():
    op.alter_column("users", "full_name", new_column_name="name", **NAME)
