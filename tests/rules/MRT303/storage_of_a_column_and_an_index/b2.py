from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users ALTER COLUMN name SET STATISTICS 500")
    op.execute("ALTER INDEX ix_users_name SET (fillfactor = 70)")
    op.create_index("ix_again", "users", ["name"])


def downgrade():  # expect: MRT303 error
    op.drop_index("ix_again", table_name="users")
