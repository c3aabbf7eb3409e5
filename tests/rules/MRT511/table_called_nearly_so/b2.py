import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("user", sa.Column("x", sa.Text()))  # expect: MRT511 warning


def downgrade():
    op.drop_column("user", "x")
