from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_users_a", "users", ["a"])
    op.create_foreign_key("fk_users_a", "users", "users", ["a"], ["id"])


def downgrade():
    op.execute("CALL drop_foreign_key_if_exists('fk_users_a')")
    op.drop_index("ix_users_a", table_name="users")
