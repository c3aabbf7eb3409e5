from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO users (id, email, name) VALUES (900, 'root@localhost', 'root')")


def downgrade():
    op.execute("DELETE FROM users WHERE name = 'root'")  # expect: MRT207 warning
