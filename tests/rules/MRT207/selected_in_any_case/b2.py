from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO roles (name) SELECT 'admin' AS name")


def downgrade():
    op.execute("DELETE FROM roles WHERE name = 'admin'")
