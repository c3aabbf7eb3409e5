# dialect: sqlite
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    try:
        op.drop_index("ix_users_name", table_name="users")
    except Exception:
        print("there is no such index")


def downgrade():
    op.create_index("ix_users_name", "users", ["name"])
