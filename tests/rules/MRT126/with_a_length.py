# dialect: mysql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "posts", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("body", sa.Text())
    )
    op.create_index("ix_posts_body", "posts", ["body"], mysql_length={"body": 100})


def downgrade():
    op.drop_table("posts")
