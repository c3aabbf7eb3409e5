from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users DROP INDEX ix_users_a, ADD KEY k (b)")  # expect: MRT109 error
    op.execute("ALTER TABLE users ADD INDEX ix_users_a_b (a, b)")


def downgrade():
    op.create_index("ix_users_a", "users", ["a"])
    op.execute("ALTER TABLE users DROP INDEX ix_users_a_b, DROP INDEX k")
