from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("COMMIT")
    op.execute("DROP INDEX CONCURRENTLY ix_credit")


def downgrade():
    op.execute("CREATE INDEX ix_credit ON users (credit)")  # expect: MRT127 note
