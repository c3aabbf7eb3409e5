import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "x", type_=sa.Text())


def downgrade():
    op.alter_column(  # expect: MRT111 error
        "users", "x", type_=sa.Integer(), postgresql_using="x::integer"
    )
