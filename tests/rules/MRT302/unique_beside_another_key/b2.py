import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    constraints = sa.inspect(op.get_bind()).get_unique_constraints("users")
    if not any(constraint["name"] == "uq_users" for constraint in constraints):
        op.create_unique_constraint("uq_users", "users", ["email"])


def downgrade():  # expect: MRT302 error
    constraints = sa.inspect(op.get_bind()).get_unique_constraints("users")
    if any(constraint["name"] == "uq_users" for constraint in constraints):
        op.drop_constraint("uq_users", "users", type_="unique")
