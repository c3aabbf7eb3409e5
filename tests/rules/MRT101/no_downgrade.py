import sqlalchemy as sa
from alembic import op

revision = "a1"  # expect: MRT101 error
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))
