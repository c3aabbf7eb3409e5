# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = "c"


def upgrade():
    op.add_column("t9", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("t9", "y")
