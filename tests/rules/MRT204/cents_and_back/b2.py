import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "credit", type_=sa.Numeric(20, 2), postgresql_using="credit / 100.0")


def downgrade():
    op.alter_column(
        "users", "credit", type_=sa.Integer(), postgresql_using="(credit * 100)::integer"
    )
