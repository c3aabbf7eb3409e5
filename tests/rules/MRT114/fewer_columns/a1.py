# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE orders (id integer PRIMARY KEY, total integer, owner text)")
    op.execute("CREATE VIEW totals AS SELECT id, total FROM orders")


def downgrade():
    op.execute("DROP VIEW totals")
    op.execute("DROP TABLE orders")
