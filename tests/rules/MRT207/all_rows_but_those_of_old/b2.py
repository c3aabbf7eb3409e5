from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE kept AS SELECT id, email FROM users")


def downgrade():
    op.execute("DELETE FROM users")  # expect: MRT207 error
    op.execute("INSERT INTO users (id, email) SELECT id, email FROM kept")
    op.execute("DROP TABLE kept")
