# no round trip: the values are lost, which is another finding
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("users", "a")


def downgrade():
    op.add_column("users", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0")))
