import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    pass


def downgrade():
    op.add_column("users", sa.Column("name", sa.String(40)))  # expect: MRT512 error
