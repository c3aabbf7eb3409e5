import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("ck_age", "users", type_="check")


def downgrade():
    op.create_check_constraint("ck_age", "users", "age / 2::numeric <> 1")  # expect: MRT303 note
