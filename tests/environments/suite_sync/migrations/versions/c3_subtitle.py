"""Drop the subtitle"""

import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    with op.batch_alter_table("books") as batch:
        batch.drop_column("subtitle")


def downgrade():
    op.add_column("books", sa.Column("subtitle", sa.String(80)))
