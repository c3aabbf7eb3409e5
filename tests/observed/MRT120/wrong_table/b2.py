import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("user", sa.Column("nickname", sa.String(40)))  # expect: MRT120 error


def downgrade():
    op.drop_column("user", "nickname")
