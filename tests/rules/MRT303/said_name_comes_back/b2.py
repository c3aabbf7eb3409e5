# dialect: postgresql
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("users_email_key", "users", type_="unique")
    op.create_unique_constraint("uq_email", "users", ["email"])


def downgrade():
    op.drop_constraint("uq_email", "users", type_="unique")
    op.create_unique_constraint("users_email_key", "users", ["email"])
