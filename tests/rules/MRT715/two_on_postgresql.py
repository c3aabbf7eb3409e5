# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE users SET name = 'a'; UPDATE users SET name = 'b'")


def downgrade():
    pass
