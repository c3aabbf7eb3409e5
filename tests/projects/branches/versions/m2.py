# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "m2"
down_revision = ("m1", "c2")


def upgrade():
    pass


def downgrade():
    pass
