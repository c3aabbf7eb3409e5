import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_phone", "users", ["phone"])


def downgrade():
    op.drop_index("ix_user_phone", table_name="users")  # expect: MRT307 error
