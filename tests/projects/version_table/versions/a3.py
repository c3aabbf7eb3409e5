# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    op.add_column("product", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("product", "y")
