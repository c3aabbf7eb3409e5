# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("perms", sa.Column("r", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("perms", sa.Column("w", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE perms SET r = mask & 1, w = (mask >> 1) & 1")
    op.drop_column("perms", "mask")  # expect: MRT201 note


def downgrade():
    op.add_column("perms", sa.Column("mask", sa.Integer(), nullable=True))
    op.execute("UPDATE perms SET mask = r | CASE WHEN w <> 0 THEN 2 ELSE 0 END")
    op.alter_column("perms", "mask", nullable=False)
    op.drop_column("perms", "w")
    op.drop_column("perms", "r")
