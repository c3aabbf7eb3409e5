# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20), unique=True),
        sa.CheckConstraint("id > 0", name="positive"),
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("product.id")),
    )


def downgrade():
    op.drop_table("line")
    op.drop_table("product")
