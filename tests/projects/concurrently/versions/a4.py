# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    op.execute("UPDATE product SET state = 'lost' WHERE name = 'gone'")


def downgrade():
    pass
