# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade():
    op.add_column("product", sa.Column("u", sa.String(20)))


def downgrade():
    op.drop_column("product", "u")
