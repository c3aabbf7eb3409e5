from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users DROP INDEX ix_users_a, DROP FOREIGN KEY fk_users_a")


def downgrade():
    op.execute("UPDATE users SET a = NULL WHERE a NOT IN (SELECT id FROM users)")
    op.create_index("ix_users_a", "users", ["a"])
    op.create_foreign_key("fk_users_a", "users", "users", ["a"], ["id"])
