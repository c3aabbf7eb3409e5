import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("users", "nane")  # expect: MRT511 error


def downgrade():
    op.add_column("users", sa.Column("nane", sa.String(40)))
