import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE labels AS SELECT id, title, tag FROM posts WHERE title IS NOT NULL")
    op.drop_column("posts", "tag")  # expect: MRT201 warning


def downgrade():
    op.add_column("posts", sa.Column("tag", sa.String(40)))
    op.execute("UPDATE posts SET tag = (SELECT l.tag FROM labels l WHERE l.id = posts.id)")
    op.drop_table("labels")
