import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_users_email", "users", type_="unique")


def downgrade():
    op.create_unique_constraint("uq_email", "users", ["email"])  # expect: MRT303 error
