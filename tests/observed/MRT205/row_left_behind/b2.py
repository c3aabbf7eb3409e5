from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO users (id, email) VALUES (1000000, 'root@localhost')")


def downgrade():
    pass  # expect: MRT205 error
