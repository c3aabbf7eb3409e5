from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users ALTER COLUMN name SET STATISTICS 500")
    op.execute("ALTER TABLE users ALTER COLUMN name SET STORAGE EXTERNAL")
    op.execute("ALTER INDEX ix_users_name SET (fillfactor = 70)")
    op.execute("ALTER TABLE users REPLICA IDENTITY FULL")
    op.execute("ALTER TABLE users SET LOGGED")


def downgrade():
    op.execute("ALTER TABLE users REPLICA IDENTITY DEFAULT")
    op.execute("ALTER INDEX ix_users_name RESET (fillfactor)")
    op.execute("ALTER TABLE users ALTER COLUMN name SET STORAGE EXTENDED")
    op.execute("ALTER TABLE users ALTER COLUMN name SET STATISTICS -1")
