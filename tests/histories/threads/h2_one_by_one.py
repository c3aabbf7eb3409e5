# expect: downgrade fails
# expect sqlite: reversible
"""comes back row after row, and an answer may have a smaller key than what it answers"""

import sqlalchemy as sa
from alembic import op

revision = "h2"
down_revision = "h1"


def upgrade():
    op.execute("CREATE TABLE posts_old AS SELECT id, parent_id, body FROM posts")
    op.drop_table("posts")


def downgrade():
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("posts.id", name="fk_posts_parent")),
        sa.Column("body", sa.Text),
    )
    bind = op.get_bind()
    insert = sa.text("INSERT INTO posts (id, parent_id, body) VALUES (:id, :parent_id, :body)")
    for row in bind.execute(sa.text("SELECT * FROM posts_old ORDER BY id")).mappings().all():
        bind.execute(insert, dict(row))
    if bind.dialect.name == "postgresql":
        op.execute("SELECT setval('posts_id_seq', (SELECT max(id) FROM posts))")
    op.drop_table("posts_old")
