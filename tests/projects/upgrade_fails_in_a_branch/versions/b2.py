# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a"


def upgrade():
    op.add_column("t0", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("t0", "y")
