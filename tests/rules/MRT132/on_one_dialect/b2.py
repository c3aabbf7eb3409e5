import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("x", sa.Text()))


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("users", "x")  # expect: MRT132 warning
