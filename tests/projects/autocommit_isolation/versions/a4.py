# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    op.add_column("product", sa.Column("t", sa.String(20)))


def downgrade():
    op.drop_column("product", "t")
