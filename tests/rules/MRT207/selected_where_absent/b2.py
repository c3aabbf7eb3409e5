from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(
        "INSERT INTO roles (name) SELECT 'admin' "
        "WHERE NOT EXISTS (SELECT 1 FROM roles WHERE name = 'admin')"
    )


def downgrade():
    op.execute("DELETE FROM roles WHERE name = 'admin'")  # expect: MRT207 warning
