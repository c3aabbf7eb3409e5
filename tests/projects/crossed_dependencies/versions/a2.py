# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"
depends_on = ("b1",)


def upgrade():
    op.add_column("a", sa.Column("x", sa.String(20)))


def downgrade():
    op.drop_column("a", "x")
