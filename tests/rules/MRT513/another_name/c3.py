import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.add_column("users", sa.Column("full_name", sa.String(40)))


def downgrade():
    op.drop_column("users", "full_name")
