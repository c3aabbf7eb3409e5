import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "users", "users", ["phone"], ["id"])


def downgrade():
    for key in sa.inspect(op.get_bind()).get_foreign_keys("users"):
        if key["constrained_columns"] == ["phone"]:
            op.drop_constraint(key["name"], "users", type_="foreignkey")
