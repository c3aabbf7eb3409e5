# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None


def upgrade(tenant):
    op.create_table(
        "product", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20))
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("product.id", name="fk")),
    )
    op.bulk_insert(
        sa.table("product", sa.column("id"), sa.column("name")), [{"id": 1, "name": "book"}]
    )


def downgrade(tenant):
    op.drop_table("line")
    op.drop_table("product")
