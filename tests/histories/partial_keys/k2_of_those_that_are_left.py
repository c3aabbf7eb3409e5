# expect: downgrade fails once new rows exist
"""lets a deleted user's email be used again"""

import sqlalchemy as sa
from alembic import op

revision = "k2"
down_revision = "k1"

LEFT = sa.text("NOT deleted")


def upgrade():
    op.drop_index("uq_users_email", table_name="users")
    op.create_index(
        "uq_users_email",
        "users",
        ["email"],
        unique=True,
        sqlite_where=LEFT,
        postgresql_where=LEFT,
    )


def downgrade():
    op.drop_index("uq_users_email", table_name="users")
    op.create_index("uq_users_email", "users", ["email"], unique=True)
