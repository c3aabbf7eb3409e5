# expect: reversible
"""fills a title that is missing, and flags it, beside a column that is the same in every row"""

import sqlalchemy as sa
from alembic import op

revision = "g2"
down_revision = "g1"


def upgrade():
    with op.batch_alter_table("boards") as batch:
        batch.add_column(sa.Column("made_up", sa.Boolean(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("public", sa.Boolean(), nullable=False, server_default="0"))
    boards = sa.table("boards", sa.column("title"), sa.column("made_up", sa.Boolean()))
    change = boards.update().where(boards.c.title.is_(None))
    op.execute(change.values(title="No title", made_up=True))
    with op.batch_alter_table("boards") as batch:
        batch.alter_column("title", existing_type=sa.String(80), nullable=False)


def downgrade():
    with op.batch_alter_table("boards") as batch:
        batch.alter_column("title", existing_type=sa.String(80), nullable=True)
    boards = sa.table("boards", sa.column("title"), sa.column("made_up", sa.Boolean()))
    op.execute(boards.update().where(boards.c.made_up).values(title=None))
    with op.batch_alter_table("boards") as batch:
        batch.drop_column("public")
        batch.drop_column("made_up")
