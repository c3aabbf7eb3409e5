# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    op.add_column("product", sa.Column("y", sa.Integer()), schema="sales")


def downgrade():
    op.drop_column("product", "y", schema="sales")
