import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "phone", nullable=False, server_default="?")


def downgrade():
    op.alter_column("users", "phone", type_=sa.String(30), server_default="")  # expect: MRT303 error
