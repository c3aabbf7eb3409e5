# expect: schema differs
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("product", sa.Column("code", sa.String(20)))


def downgrade():
    pass
