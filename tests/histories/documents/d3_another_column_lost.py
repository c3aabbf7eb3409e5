# expect: data lost
from alembic import op

revision = "d3"
down_revision = "d2"


def upgrade():
    op.execute("UPDATE folders SET size = 5")


def downgrade():
    op.execute("UPDATE folders SET size = 1")
