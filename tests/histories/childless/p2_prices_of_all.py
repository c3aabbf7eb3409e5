# expect: downgrade fails once new rows exist
"""a product may be without a price from now on, which the old column cannot be"""

import sqlalchemy as sa
from alembic import op

revision = "p2"
down_revision = "p1"


def upgrade():
    op.create_table(
        "prices",
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("price", sa.Integer(), nullable=False),
    )
    op.execute("INSERT INTO prices (product_id, price) SELECT id, price FROM products")
    with op.batch_alter_table("products") as batch:
        batch.drop_column("price")


def downgrade():
    with op.batch_alter_table("products") as batch:
        batch.add_column(sa.Column("price", sa.Integer()))
    op.execute(
        "UPDATE products SET price = (SELECT p.price FROM prices p WHERE p.product_id = products.id)"
    )
    with op.batch_alter_table("products") as batch:
        batch.alter_column("price", existing_type=sa.Integer(), nullable=False)
    op.drop_table("prices")
