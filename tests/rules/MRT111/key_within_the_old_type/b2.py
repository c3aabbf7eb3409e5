import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "credit", type_=sa.BigInteger())
    op.create_check_constraint("ck_credit", "users", "credit BETWEEN -2147483648 AND 2147483647")


def downgrade():
    op.drop_constraint("ck_credit", "users", type_="check")
    op.alter_column("users", "credit", type_=sa.Integer())
