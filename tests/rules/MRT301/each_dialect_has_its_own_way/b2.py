import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_phone", "users", ["phone"])


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_users_phone")
    elif op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_users_phone", table_name="users")
