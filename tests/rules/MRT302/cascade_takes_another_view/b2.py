from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DROP VIEW v1 CASCADE")
    op.execute("CREATE VIEW v1 AS SELECT id, n, n AS m FROM t")


def downgrade():  # expect: MRT302 error
    op.execute("DROP VIEW v1")
    op.execute("CREATE VIEW v1 AS SELECT id, n FROM t")
