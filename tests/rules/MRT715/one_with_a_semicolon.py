# dialect: sqlite
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE users SET name = 'a;b';")


def downgrade():
    pass
