import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_phone", "users", ["phone"])


def downgrade():
    op.drop_constraint("uq_phone", "users", type_="unique")
