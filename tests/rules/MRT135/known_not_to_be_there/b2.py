from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_name", "users", ["name"], if_not_exists=True)


def downgrade():
    op.drop_index("ix_users_name", table_name="users")
