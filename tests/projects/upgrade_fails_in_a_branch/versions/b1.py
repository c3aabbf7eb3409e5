# expect: upgrade fails
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a"


def upgrade():
    op.drop_table("absent")


def downgrade():
    pass
