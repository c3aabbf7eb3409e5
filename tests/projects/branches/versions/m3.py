# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "m3"
down_revision = "m2"


def upgrade():
    op.add_column("invoice", sa.Column("merged", sa.String(20)))


def downgrade():
    op.execute("SELECT absent FROM invoice")
