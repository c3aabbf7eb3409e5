# expect: reversible
"""comments and likes of a post or of a photo, never of both"""

import sqlalchemy as sa
from alembic import op

revision = "o1"
down_revision = None


def upgrade():
    for name in ("posts", "photos"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("title", sa.String(40), nullable=False),
        )
    for name in ("comments", "likes"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("post_id", sa.Integer()),
            sa.Column("photo_id", sa.Integer()),
            sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=f"fk_{name}_post"),
            sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=f"fk_{name}_photo"),
            sa.CheckConstraint("post_id IS NULL OR photo_id IS NULL", name=f"ck_{name}"),
        )


def downgrade():
    for name in ("likes", "comments", "photos", "posts"):
        op.drop_table(name)
