# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"


def upgrade(tenant):
    pass


def downgrade(tenant):
    pass
