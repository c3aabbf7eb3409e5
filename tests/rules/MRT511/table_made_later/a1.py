import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("user", sa.Column("x", sa.Text()))


def downgrade():
    op.drop_column("user", "x")
