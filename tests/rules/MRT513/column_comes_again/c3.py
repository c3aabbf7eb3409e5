import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.add_column("users", sa.Column("name", sa.String(40)))  # expect: MRT513 note


def downgrade():
    op.drop_column("users", "name")
