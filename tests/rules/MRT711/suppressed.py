import contextlib

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    with contextlib.suppress(sa.exc.ProgrammingError):
        op.drop_index("ix_users_name", table_name="users")  # expect: MRT711 warning


def downgrade():
    op.create_index("ix_users_name", "users", ["name"])
