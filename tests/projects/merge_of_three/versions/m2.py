# expect: unproven
import sqlalchemy as sa
from alembic import op

revision = "m2"
down_revision = ("d1", "d2")


def upgrade():
    pass


def downgrade():
    raise NotImplementedError
