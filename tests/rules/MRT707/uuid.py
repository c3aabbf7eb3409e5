import uuid

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column(
        "users",
        sa.Column("key", sa.String(36), server_default=str(uuid.uuid4())),  # expect: MRT707 warning
    )


def downgrade():
    op.drop_column("users", "key")
