"""Count the pages"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("books", sa.Column("pages", sa.Integer))


def downgrade():
    with op.batch_alter_table("books") as batch:
        batch.drop_column("pages")
