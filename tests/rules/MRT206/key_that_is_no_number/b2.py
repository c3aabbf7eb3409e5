import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE orders_kept AS TABLE orders")
    op.drop_table("orders")


def downgrade():
    op.create_table("orders", sa.Column("id", sa.String(36), primary_key=True), sa.Column("note", sa.Text()))
    op.execute("INSERT INTO orders SELECT * FROM orders_kept")
    op.drop_table("orders_kept")
