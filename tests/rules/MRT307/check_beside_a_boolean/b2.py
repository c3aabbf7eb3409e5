"""A total, whose CHECK the downgrade calls by a name that it never had."""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.add_column(sa.Column("gone", sa.Boolean(name="is_gone")))
        batch_op.add_column(sa.Column("paid", sa.Boolean()))
        batch_op.add_column(sa.Column("total", sa.Integer()))
        batch_op.create_check_constraint("ck_total", "total > 0")


def downgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_constraint("ck_totals", type_="check")  # expect: MRT307 error
        batch_op.drop_column("total")
        batch_op.drop_column("paid")
        batch_op.drop_column("gone")
