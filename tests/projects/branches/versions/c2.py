# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "c2"
down_revision = "c1"
depends_on = "b1"


def upgrade():
    op.add_column("invoice", sa.Column("product_id", sa.Integer()))


def downgrade():
    op.drop_column("invoice", "product_id")
