import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("ck_lines_total", "lines", type_="check")
    op.drop_column("lines", "total")  # expect: MRT201 note


def downgrade():
    op.add_column("lines", sa.Column("total", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE lines SET total = quantity * price")
    op.alter_column("lines", "total", server_default=None)
    op.create_check_constraint("ck_lines_total", "lines", "total = quantity * price")
