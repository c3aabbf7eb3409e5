from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE OR REPLACE VIEW totals AS SELECT id, total, owner FROM orders")


def downgrade():
    op.execute(  # expect: MRT114 error
        "CREATE OR REPLACE VIEW totals AS SELECT id, total FROM orders"
    )
