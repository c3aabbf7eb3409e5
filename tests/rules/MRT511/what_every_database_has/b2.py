from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users DISABLE TRIGGER USER")
    op.execute("UPDATE users SET name = name")
    op.execute("ALTER TABLE users ENABLE TRIGGER USER")
    op.execute("COMMENT ON SCHEMA public IS 'what users see'")


def downgrade():
    op.execute("COMMENT ON SCHEMA public IS 'standard public schema'")
