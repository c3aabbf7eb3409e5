# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    op.drop_column("line", "product_id", schema="admin")


def downgrade():
    op.add_column(
        "line",
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("sales.product.id")),
        schema="admin",
    )
