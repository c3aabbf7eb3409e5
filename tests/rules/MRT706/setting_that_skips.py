import sqlalchemy as sa
from alembic import op
from shop.conf import settings

revision = "a1"
down_revision = None


def upgrade():
    if not settings.nicknames:  # expect: MRT706 warning
        return
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    op.drop_column("users", "nickname")
