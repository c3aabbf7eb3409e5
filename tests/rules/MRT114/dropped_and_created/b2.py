from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE OR REPLACE VIEW totals AS SELECT id, total, owner FROM orders")


def downgrade():
    op.execute("DROP VIEW totals")
    op.execute("CREATE VIEW totals AS SELECT id, total FROM orders")
