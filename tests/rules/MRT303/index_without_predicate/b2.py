import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_users_name", table_name="users")


def downgrade():
    op.create_index("ix_users_name", "users", ["name"])  # expect: MRT303 error
