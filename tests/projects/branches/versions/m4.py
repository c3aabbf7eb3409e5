# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "m4"
down_revision = "m3"


def upgrade():
    op.add_column("invoice", sa.Column("last", sa.String(20)))


def downgrade():
    op.drop_column("invoice", "last")
