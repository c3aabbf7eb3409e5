import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "credit", type_=sa.Text())


def downgrade():
    op.alter_column("users", "credit", type_=sa.Integer())  # expect: MRT112 error
