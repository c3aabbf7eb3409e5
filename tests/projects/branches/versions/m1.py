# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "m1"
down_revision = ("b1", "b3")


def upgrade():
    op.add_column("product", sa.Column("merged", sa.String(20)))


def downgrade():
    op.drop_column("product", "merged")
