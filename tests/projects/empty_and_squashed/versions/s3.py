# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "s3"
down_revision = "s2"


def upgrade(tenant):
    """Nothing to do."""


def downgrade(tenant):
    """Nothing to do."""
