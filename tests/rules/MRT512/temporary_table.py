from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TEMPORARY TABLE moved AS SELECT id FROM users")
    op.execute("DELETE FROM users WHERE id IN (SELECT id FROM moved)")


def downgrade():
    op.execute("CREATE TEMPORARY TABLE moved AS SELECT id FROM users")
