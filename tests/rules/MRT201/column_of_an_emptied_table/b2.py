import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM users")
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
