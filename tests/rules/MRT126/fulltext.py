# dialect: mysql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE posts (id INT PRIMARY KEY, body TEXT, FULLTEXT KEY words (body))")
    op.create_index("ix_posts_body", "posts", ["body"], mysql_prefix="FULLTEXT")
    op.alter_column("posts", "body", existing_type=sa.Text(), comment="as typed")


def downgrade():
    op.drop_table("posts")
