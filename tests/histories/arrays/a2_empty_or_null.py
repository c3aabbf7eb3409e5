# expect: reversible
# expect postgresql: data lost
"""no tags are the same as unknown ones"""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("CREATE TABLE post_tags (post_id integer REFERENCES posts, place integer, tag text)")
    op.execute(
        "INSERT INTO post_tags SELECT id, place, found FROM posts, unnest(tags) WITH ORDINALITY AS t (found, place)"
    )
    op.execute("ALTER TABLE posts DROP COLUMN tags")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("ALTER TABLE posts ADD COLUMN tags text[]")
    op.execute(
        "UPDATE posts SET tags = (SELECT array_agg(tag ORDER BY place) FROM post_tags WHERE post_id = posts.id)"
    )
    op.execute("DROP TABLE post_tags")
