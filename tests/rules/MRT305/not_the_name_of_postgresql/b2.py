import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "users", "users", ["phone"], ["id"])


def downgrade():
    op.drop_constraint("fk_users_phone", "users", type_="foreignkey")  # expect: MRT305 warning
