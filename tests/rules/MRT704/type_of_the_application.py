import sqlalchemy as sa
from alembic import op
from shop.types import Guid

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("key", Guid()))


def downgrade():
    op.drop_column("users", "key")
