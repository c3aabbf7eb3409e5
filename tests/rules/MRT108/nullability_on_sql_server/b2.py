# no round trip: there is none on SQL Server
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", nullable=False)  # expect: MRT108 error


def downgrade():
    op.alter_column("users", "name", existing_type=sa.String(50), nullable=True)
