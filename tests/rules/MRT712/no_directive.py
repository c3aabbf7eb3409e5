from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE VIEW names AS SELECT name FROM users")


def downgrade():
    op.execute("DROP VIEW names")
