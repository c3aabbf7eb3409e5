from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE t ADD COLUMN c INTEGER")
    op.execute("UPDATE t SET c = b")
    op.execute("ALTER TABLE t DROP COLUMN b")


def downgrade():
    op.execute("ALTER TABLE t ADD COLUMN b INTEGER")
    op.execute("UPDATE t SET b = c")
    op.execute("ALTER TABLE t DROP COLUMN c")
    op.execute("GRANT SELECT (b) ON t TO PUBLIC")
    op.execute("CREATE STATISTICS st ON a, b FROM t")
