# expect: downgrade fails
"""closes it"""

import sqlalchemy as sa
from alembic import op

revision = "l2"
down_revision = "l1"


def upgrade():
    op.add_column("product", sa.Column("column_2", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_2")
    op.get_bind().close()
