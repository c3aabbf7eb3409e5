from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO users (id, email) VALUES (900, 'root@localhost')")


def downgrade():
    op.execute("DELETE FROM users WHERE id = 900")
