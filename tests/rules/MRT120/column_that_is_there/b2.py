import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("name", sa.String(40)))  # expect: MRT512 error


def downgrade():
    op.drop_column("users", "name")
