import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("products", sa.Column("cents", sa.BigInteger()))
    op.execute("UPDATE products SET cents = CAST(ROUND(price * 100) AS BIGINT)")
    op.drop_column("products", "price")  # expect: MRT201 note


def downgrade():
    op.add_column("products", sa.Column("price", sa.Numeric(10, 2)))
    op.execute("UPDATE products SET price = cents / 100.0")
    op.drop_column("products", "cents")
