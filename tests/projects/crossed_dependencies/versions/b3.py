# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.add_column("b", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("b", "y")
