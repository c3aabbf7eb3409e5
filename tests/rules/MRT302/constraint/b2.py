import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_users_email", "users", type_="unique")
    op.create_index("ix_users_email", "users", ["email"])


def downgrade():  # expect: MRT302 error
    op.drop_index("ix_users_email", table_name="users")
