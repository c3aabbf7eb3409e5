import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("orders", sa.Column("client_id", sa.Integer()))
    op.execute(
        "UPDATE orders SET client_id = "
        "(SELECT c.id FROM clients c WHERE c.email = orders.client_email)"
    )
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_column("client_email")  # expect: MRT201 warning


def downgrade():
    op.add_column("orders", sa.Column("client_email", sa.String(80)))
    op.execute(
        "UPDATE orders SET client_email = "
        "(SELECT c.email FROM clients c WHERE c.id = orders.client_id)"
    )
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_column("client_id")
