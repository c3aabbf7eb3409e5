import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("mobile", sa.String(30)))
    op.execute("UPDATE users SET mobile = phone")
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = mobile")
    op.drop_column("users", "mobile")
