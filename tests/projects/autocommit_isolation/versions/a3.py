# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    op.execute("UPDATE product SET x = name")


def downgrade():
    pass
