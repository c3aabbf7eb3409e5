# expect: reversible
"""a price is cut to the size and rounded to the digits that the column has again"""

import sqlalchemy as sa
from alembic import op

revision = "t6"
down_revision = "t5"


def upgrade():
    with op.batch_alter_table("books") as batch:
        batch.alter_column("price", existing_type=sa.Numeric(8, 2), type_=sa.Numeric(12, 4))


def downgrade():
    op.execute("UPDATE books SET price = 999999.99 WHERE price > 999999.99")
    op.execute("UPDATE books SET price = round(price, 2)")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("price", existing_type=sa.Numeric(12, 4), type_=sa.Numeric(8, 2))
