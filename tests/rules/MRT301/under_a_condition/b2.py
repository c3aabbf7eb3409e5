import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


import os


def upgrade():
    if os.environ.get("WITH_NICKNAMES"):
        op.add_column("users", sa.Column("nickname", sa.String(40)))
    op.create_index("ix_users_phone", "users", ["phone"])


def downgrade():  # expect: MRT301 note
    op.drop_index("ix_users_phone", table_name="users")
