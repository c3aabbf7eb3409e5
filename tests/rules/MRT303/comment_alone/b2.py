import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "phone", comment="with country code")


def downgrade():
    op.alter_column("users", "phone", comment="")  # expect: MRT303 warning
