# expect: reversible
"""lets a deleted user's login be used again, and gives the other one a number on the way back"""

import sqlalchemy as sa
from alembic import op

revision = "k3"
down_revision = "k2"

LEFT = sa.text("NOT deleted")


def upgrade():
    op.drop_index("uq_users_login", table_name="users")
    op.create_index(
        "uq_users_login",
        "users",
        ["login"],
        unique=True,
        sqlite_where=LEFT,
        postgresql_where=LEFT,
    )


def downgrade():
    op.drop_index("uq_users_login", table_name="users")
    op.execute(
        "UPDATE users SET login = login || '~' || id WHERE EXISTS "
        "(SELECT 1 FROM users o WHERE o.login = users.login AND o.id < users.id)"
    )
    op.create_index("uq_users_login", "users", ["login"], unique=True)
