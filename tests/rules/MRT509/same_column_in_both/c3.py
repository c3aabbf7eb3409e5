import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("fax", sa.String(40)))  # expect: MRT509 warning


def downgrade():
    op.drop_column("users", "fax")
