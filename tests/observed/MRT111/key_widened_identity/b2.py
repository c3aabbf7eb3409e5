import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "id", type_=sa.BigInteger())


def downgrade():
    op.alter_column("users", "id", type_=sa.Integer())  # expect: MRT111 error
