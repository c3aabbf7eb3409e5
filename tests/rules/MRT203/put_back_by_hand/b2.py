from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM users WHERE id = 1000001")


def downgrade():
    op.execute("INSERT INTO users (id, email) VALUES (1000001, 'root')")
