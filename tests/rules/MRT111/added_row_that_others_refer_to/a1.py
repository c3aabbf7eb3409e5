# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "states",
        sa.Column("code", sa.String(20), primary_key=True),
        sa.Column("label", sa.String(40), nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "state",
            sa.String(20),
            sa.ForeignKey("states.code", name="fk_orders_state"),
            nullable=False,
        ),
    )
    op.execute("INSERT INTO states (code, label) VALUES ('new', 'New')")


def downgrade():
    op.drop_table("orders")
    op.drop_table("states")
