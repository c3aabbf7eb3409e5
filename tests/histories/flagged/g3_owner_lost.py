# expect: data lost
"""forgets who owns what is shared, a flag that nothing sets again"""

import sqlalchemy as sa
from alembic import op

revision = "g3"
down_revision = "g2"


def upgrade():
    op.add_column("boards", sa.Column("shared", sa.Boolean(), nullable=False, server_default="0"))


def downgrade():
    boards = sa.table("boards", sa.column("owner"), sa.column("shared", sa.Boolean()))
    op.execute(boards.update().where(boards.c.shared).values(owner="nobody"))
    with op.batch_alter_table("boards") as batch:
        batch.drop_column("shared")
