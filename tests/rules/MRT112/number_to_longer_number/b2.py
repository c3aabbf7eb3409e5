import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "id", type_=sa.BigInteger())
    op.create_check_constraint("ck_id", "users", "id <= 2147483647")


def downgrade():
    op.drop_constraint("ck_id", "users", type_="check")
    op.alter_column("users", "id", type_=sa.Integer())
