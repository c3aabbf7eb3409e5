# expect: downgrade fails
"""closes the connection of the driver"""

import sqlalchemy as sa
from alembic import op

revision = "l5"
down_revision = "l4"


def upgrade():
    op.add_column("product", sa.Column("column_5", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_5")
    op.get_bind().connection.dbapi_connection.close()
