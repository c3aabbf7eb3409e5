from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(
        "INSERT INTO settings (name, value) VALUES ('limit', '5') ON CONFLICT (name) DO NOTHING"
    )


def downgrade():
    op.execute("DELETE FROM settings WHERE name = 'limit'")  # expect: MRT207 warning
