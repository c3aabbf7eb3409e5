# no round trip: the module of the type is not there
import sqlalchemy as sa
from alembic import op
from shop.types import Moment

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("next_run", Moment()),
    )


def downgrade():
    op.drop_table("orders")
