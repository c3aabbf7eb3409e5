# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("product", sa.Column("left", sa.String(20)))


def downgrade():
    op.drop_column("product", "left")
