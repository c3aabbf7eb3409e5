# expect: reversible
"""posts that answer each other"""

import sqlalchemy as sa
from alembic import op

revision = "h1"
down_revision = None


def upgrade():
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("posts.id", name="fk_posts_parent")),
        sa.Column("body", sa.Text),
    )


def downgrade():
    op.drop_table("posts")
