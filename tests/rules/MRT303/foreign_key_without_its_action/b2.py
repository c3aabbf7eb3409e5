import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("fk_posts_user", "posts", type_="foreignkey")


def downgrade():
    op.create_foreign_key("fk_posts_user", "posts", "users", ["user_id"], ["id"])  # expect: MRT303 error
