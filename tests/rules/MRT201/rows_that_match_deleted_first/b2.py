import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM users WHERE id > 7")
    op.drop_column("users", "phone")  # expect: MRT201 error


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
