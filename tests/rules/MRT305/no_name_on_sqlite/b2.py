import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "users", "users", ["phone"], ["id"])


def downgrade():
    op.drop_constraint("users_phone_fkey", "users", type_="foreignkey")  # expect: MRT305 warning
