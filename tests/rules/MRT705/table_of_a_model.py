from alembic import op
from shop.models import User

revision = "a1"
down_revision = None


def upgrade():
    User.__table__.create(op.get_bind())  # expect: MRT705 warning


def downgrade():
    op.drop_table("users")
