# expect: upgrade fails on rows
"""required column"""

import sqlalchemy as sa
from alembic import op

revision = "r09"
down_revision = "r08"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.add_column(sa.Column("currency", sa.String(3), nullable=False))


def downgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_column("currency")
