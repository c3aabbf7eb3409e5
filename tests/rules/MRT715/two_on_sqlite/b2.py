# dialect: sqlite
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET name = 'a'; UPDATE users SET name = 'b'")  # expect: MRT715 error


def downgrade():
    pass
