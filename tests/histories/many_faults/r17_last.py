# expect: reversible
"""last"""

import sqlalchemy as sa
from alembic import op

revision = "r17"
down_revision = "r16"


def upgrade():
    op.add_column(
        "orders", sa.Column("gift", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade():
    op.drop_column("orders", "gift")
