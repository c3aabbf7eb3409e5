import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
    )
    op.create_table(
        "post_tags",
        sa.Column("post_id", sa.Integer(), primary_key=True),
        sa.Column("tag_id", sa.Integer(), primary_key=True),
    )
    op.execute("INSERT INTO tags (name) SELECT DISTINCT tag FROM posts WHERE tag IS NOT NULL")
    op.execute(
        "INSERT INTO post_tags (post_id, tag_id) "
        "SELECT p.id, t.id FROM posts p JOIN tags t ON t.name = p.tag"
    )
    op.drop_column("posts", "tag")  # expect: MRT201 note


def downgrade():
    op.add_column("posts", sa.Column("tag", sa.String(40)))
    op.execute(
        "UPDATE posts SET tag = (SELECT min(t.name) FROM tags t "
        "JOIN post_tags pt ON pt.tag_id = t.id WHERE pt.post_id = posts.id)"
    )
    op.drop_table("post_tags")
    op.drop_table("tags")
