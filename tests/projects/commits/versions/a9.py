# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a9"
down_revision = "a8"


def upgrade():
    op.add_column("product", sa.Column("t", sa.String(20)))


def downgrade():
    op.drop_column("product", "t")
