import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "weight", type_=sa.Numeric(12, 2))  # expect: MRT204 error


def downgrade():
    op.alter_column("users", "weight", type_=sa.Numeric(12, 4))
