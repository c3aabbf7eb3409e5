import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("seen", sa.DateTime(), server_default=sa.func.now()))


def downgrade():
    op.drop_column("users", "seen")
