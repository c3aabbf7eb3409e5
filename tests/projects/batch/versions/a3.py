# expect sqlite: reversible
# expect: downgrade fails once new rows exist
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("line") as batch:
        batch.drop_constraint("fk_line_product_id_product", type_="foreignkey")


def downgrade():
    with op.batch_alter_table("line") as batch:
        batch.create_foreign_key(None, "product", ["product_id"], ["id"])
