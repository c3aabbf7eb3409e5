# expect: unproven
import sqlalchemy as sa
from alembic import op

revision = "m"
down_revision = ("b1", "b3")


def upgrade():
    pass


def downgrade():
    pass
