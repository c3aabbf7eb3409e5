import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "x", type_=sa.Text())


def downgrade():
    op.alter_column("users", "x", type_=sa.String(20))  # expect: MRT111 error
