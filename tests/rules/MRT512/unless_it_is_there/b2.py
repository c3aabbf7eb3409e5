from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY)")


def downgrade():
    pass
