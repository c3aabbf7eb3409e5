from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users DROP INDEX ix_users_a, ADD INDEX ix_users_a_b (a, b)")


def downgrade():
    op.execute("ALTER TABLE users DROP INDEX ix_users_a_b, ADD INDEX ix_users_a (a)")
