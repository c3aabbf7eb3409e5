import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "x", type_=sa.Numeric(12, 2))


def downgrade():
    op.alter_column("users", "x", type_=sa.Numeric(6, 2))  # expect: MRT111 error
