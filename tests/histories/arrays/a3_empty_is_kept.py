# expect: reversible
"""no words are told apart from unknown ones"""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute(
        "CREATE TABLE post_words (post_id integer REFERENCES posts, place integer, word text)"
    )
    op.execute(
        "INSERT INTO post_words SELECT id, place, found FROM posts, unnest(words) WITH ORDINALITY AS t (found, place)"
    )
    op.execute("ALTER TABLE posts ADD COLUMN has_words boolean")
    op.execute("UPDATE posts SET has_words = words IS NOT NULL")
    op.execute("ALTER TABLE posts DROP COLUMN words")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("ALTER TABLE posts ADD COLUMN words text[]")
    op.execute(
        "UPDATE posts SET words = ARRAY(SELECT word FROM post_words WHERE post_id = posts.id ORDER BY place) WHERE has_words"
    )
    op.execute("ALTER TABLE posts DROP COLUMN has_words")
    op.execute("DROP TABLE post_words")
