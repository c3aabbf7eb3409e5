# expect: schema differs
import sqlalchemy as sa
from alembic import op

revision = "2024.01 third"
down_revision = "2024.01 second"


def upgrade():
    op.add_column("Mixed Case", sa.Column("select", sa.String(20)))


def downgrade():
    pass
