# dialect: postgresql
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.rename_table("users", "people")
    op.execute("ALTER INDEX users_pkey RENAME TO people_pkey")


def downgrade():
    op.execute("ALTER INDEX people_pkey RENAME TO users_pkey")
    op.rename_table("people", "users")
