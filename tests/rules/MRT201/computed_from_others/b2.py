import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("lines", "total")  # expect: MRT201 warning


def downgrade():
    op.add_column("lines", sa.Column("total", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE lines SET total = quantity * price")
    op.alter_column("lines", "total", server_default=None)
