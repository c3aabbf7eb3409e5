# expect: downgrade fails
"""uses it up in a block"""

import sqlalchemy as sa
from alembic import op

revision = "l3"
down_revision = "l2"


def upgrade():
    op.add_column("product", sa.Column("column_3", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_3")
    with op.get_bind() as connection:
        connection.execute(sa.text("SELECT 1"))
