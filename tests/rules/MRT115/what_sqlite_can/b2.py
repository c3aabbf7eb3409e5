import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("x", sa.Text()))
    op.alter_column("users", "a", new_column_name="c")
    op.create_index("ix_users_name", "users", ["name"])


def downgrade():
    op.drop_index("ix_users_name", "users")
    op.alter_column("users", "c", new_column_name="a")
    op.drop_column("users", "x")
