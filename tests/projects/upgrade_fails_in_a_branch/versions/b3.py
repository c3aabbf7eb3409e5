# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.add_column("t0", sa.Column("z", sa.String(20)))


def downgrade():
    op.drop_column("t0", "z")
