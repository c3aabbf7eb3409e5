import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_phone", "users", ["phone"])


def downgrade():  # expect: MRT301 error
    if op.get_bind().dialect.name in ("postgres", "pg"):
        op.drop_index("ix_users_phone", table_name="users")
