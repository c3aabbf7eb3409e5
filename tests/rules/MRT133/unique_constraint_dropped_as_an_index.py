import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_users_name", "users", ["name"])


def downgrade():
    op.drop_index("uq_users_name", table_name="users")
