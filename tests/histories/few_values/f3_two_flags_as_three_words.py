# expect: data lost
"""nobody was thought to be active and banned"""

import sqlalchemy as sa
from alembic import op

revision = "f3"
down_revision = "f2"


def upgrade():
    op.add_column("people", sa.Column("state", sa.String(20)))
    op.execute(
        "UPDATE people SET state = CASE WHEN banned THEN 'banned' WHEN active THEN 'active' "
        "ELSE 'dormant' END"
    )
    with op.batch_alter_table("people") as batch:
        batch.drop_column("active")
        batch.drop_column("banned")


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("active", sa.Boolean()))
        batch.add_column(sa.Column("banned", sa.Boolean()))
    op.execute("UPDATE people SET active = (state = 'active'), banned = (state = 'banned')")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("active", existing_type=sa.Boolean(), nullable=False)
        batch.alter_column("banned", existing_type=sa.Boolean(), nullable=False)
        batch.drop_column("state")
