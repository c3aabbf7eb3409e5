from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("ix_users_name", "users", ["name"], if_not_exists=True)


def downgrade():
    op.drop_index("ix_users_name", table_name="users")  # expect: MRT135 note
