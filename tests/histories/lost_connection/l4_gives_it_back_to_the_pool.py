# expect: downgrade fails
"""gives it back to the pool"""

import sqlalchemy as sa
from alembic import op

revision = "l4"
down_revision = "l3"


def upgrade():
    op.add_column("product", sa.Column("column_4", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_4")
    op.get_bind().connection.close()
