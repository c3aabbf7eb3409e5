import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("state", sa.String(20)))
    op.execute(
        "UPDATE users SET state = CASE WHEN banned THEN 'banned' "
        "WHEN active THEN 'active' ELSE 'dormant' END"
    )
    op.drop_column("users", "active")  # expect: MRT201 warning
    op.drop_column("users", "banned")  # expect: MRT201 note


def downgrade():
    op.add_column("users", sa.Column("active", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("users", sa.Column("banned", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE users SET active = (state = 'active'), banned = (state = 'banned')")
    op.drop_column("users", "state")
