import sqlalchemy as sa
from alembic import op

revision = "b2"  # expect: MRT507 warning
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("nick", sa.String(80)))


def downgrade():
    op.drop_column("users", "nick")
