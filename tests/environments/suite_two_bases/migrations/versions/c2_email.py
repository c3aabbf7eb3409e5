"""Add the email"""

import sqlalchemy as sa
from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    op.add_column("customers", sa.Column("email", sa.String(80)))


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.drop_column("email")
