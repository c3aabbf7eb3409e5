import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("town", sa.String(80)))


def downgrade():
    op.execute("UPDATE users SET town = NULL")
    op.drop_column("users", "town")
