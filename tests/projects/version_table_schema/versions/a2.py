# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("sales.product.id")),
        schema="admin",
    )


def downgrade():
    op.drop_table("line", schema="admin")
