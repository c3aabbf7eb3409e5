from alembic import op
from shop.models import User

revision = "a1"
down_revision = None


def upgrade():
    op.execute(User.__table__.update().values(name="-"))  # expect: MRT704 warning


def downgrade():
    pass
