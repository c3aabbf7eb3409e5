import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("city", sa.String(40)))
    op.execute("DELETE FROM users WHERE credit < 0")  # expect: MRT203 warning


def downgrade():
    op.drop_column("users", "city")
