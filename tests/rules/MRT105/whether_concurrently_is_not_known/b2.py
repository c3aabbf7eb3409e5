from alembic import op
from app.settings import concurrently

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index(
        "ix_name", "users", ["name"], postgresql_concurrently=concurrently()
    )


def downgrade():
    op.drop_index("ix_name", table_name="users")
