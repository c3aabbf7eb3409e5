import os

from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    concurrently = os.environ.get("CONCURRENTLY") == "1"
    op.create_index("ix_name", "users", ["name"], postgresql_concurrently=concurrently)


def downgrade():
    op.drop_index("ix_name", table_name="users")
