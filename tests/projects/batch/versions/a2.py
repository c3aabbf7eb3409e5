# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("product") as batch:
        batch.add_column(sa.Column("price", sa.Integer(), nullable=False, server_default="0"))
        batch.create_check_constraint("paid", "price >= 0")


def downgrade():
    with op.batch_alter_table("product") as batch:
        batch.drop_constraint(op.f("ck_product_paid"), type_="check")
        batch.drop_column("price")
