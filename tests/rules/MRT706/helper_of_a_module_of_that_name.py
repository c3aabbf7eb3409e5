import sqlalchemy as sa
from alembic import op
from shop.config import has_nicknames

revision = "a1"
down_revision = None


def upgrade():
    if not has_nicknames(op.get_bind()):
        op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    pass
