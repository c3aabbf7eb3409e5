from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE orders ADD UNIQUE (n)")


def downgrade():
    op.execute("ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_n_key")
