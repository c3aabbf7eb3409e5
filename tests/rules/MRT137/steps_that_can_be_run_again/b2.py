from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users ADD COLUMN IF NOT EXISTS born DATE")
    op.create_index("ix_email", "users", ["email"], unique=True)


def downgrade():
    op.drop_index("ix_email", table_name="users", if_exists=True)
    op.drop_column("users", "born")
