# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("product", sa.Column("right", sa.String(20)))


def downgrade():
    op.drop_column("product", "right")
