from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_email", "users", ["email"], unique=True)
    op.execute("UPDATE users SET credit = 0 WHERE credit IS NULL")


def downgrade():
    op.drop_index("ix_email", table_name="users")
