from alembic import op
from shop.models import Base

revision = "a1"
down_revision = None


def upgrade():
    Base.metadata.create_all(op.get_bind())  # expect: MRT705 warning


def downgrade():
    op.drop_table("users")
