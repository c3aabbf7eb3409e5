# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"
depends_on = ("b2",)


def upgrade():
    op.add_column("a", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("a", "y")
