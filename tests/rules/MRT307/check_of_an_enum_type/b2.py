"""A state, whose CHECK the batch that drops the column has to drop first."""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.add_column(
            sa.Column(
                "status",
                sa.Enum("open", "paid", name="order_status", create_constraint=True),
                server_default="open",
                nullable=False,
            ),
        )
        batch_op.add_column(
            sa.Column("gone", sa.Boolean(name="is_gone", create_constraint=True)),
        )


def downgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_constraint("order_status", type_="check")
        batch_op.drop_constraint("is_gone", type_="check")
        batch_op.drop_column("gone")
        batch_op.drop_column("status")
