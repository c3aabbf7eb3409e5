# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    op.add_column("switches", sa.Column("off", sa.Integer))


def downgrade():
    op.drop_column("switches", "off")
