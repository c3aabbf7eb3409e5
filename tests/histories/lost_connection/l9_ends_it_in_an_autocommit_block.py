# expect: downgrade fails
"""ends it in an autocommit block"""

import sqlalchemy as sa
from alembic import op

revision = "l9"
down_revision = "l8"


def upgrade():
    op.add_column("product", sa.Column("column_9", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_9")
    with op.get_context().autocommit_block():
        op.get_bind().close()
