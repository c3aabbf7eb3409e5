# expect: reversible
"""a number is cut to the range that the column has again"""

import sqlalchemy as sa
from alembic import op

revision = "t7"
down_revision = "t6"


def upgrade():
    with op.batch_alter_table("books") as batch:
        batch.alter_column("stock", existing_type=sa.SmallInteger(), type_=sa.Integer())


def downgrade():
    op.execute("UPDATE books SET stock = 32767 WHERE stock > 32767")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("stock", existing_type=sa.Integer(), type_=sa.SmallInteger())
