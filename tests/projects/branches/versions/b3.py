# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.drop_column("product", "right")


def downgrade():
    op.add_column("product", sa.Column("right", sa.String(20)))
