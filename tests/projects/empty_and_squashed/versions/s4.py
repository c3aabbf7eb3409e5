# expect: unproven
import sqlalchemy as sa
from alembic import op

revision = "s4"
down_revision = "s3"


def upgrade(tenant):
    pass


def downgrade(tenant):
    raise NotImplementedError
