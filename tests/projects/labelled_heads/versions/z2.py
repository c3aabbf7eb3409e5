# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "z2"
down_revision = "z1"
depends_on = "a1"


def upgrade():
    op.add_column("desk", sa.Column("height", sa.String(20)))


def downgrade():
    op.drop_column("desk", "height")
