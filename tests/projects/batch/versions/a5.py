# expect: schema differs
import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    with op.batch_alter_table("product") as batch:
        batch.drop_constraint("uq_product_name", type_="unique")


def downgrade():
    with op.batch_alter_table("product") as batch:
        batch.create_unique_constraint("uq_product_title", ["title"])
