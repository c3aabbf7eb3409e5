import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "graveyard",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(80)),
        sa.Column("gone_at", sa.DateTime()),
    )
    op.execute(
        "INSERT INTO graveyard (id, title, gone_at) "
        "SELECT id, title, gone_at FROM posts WHERE gone_at IS NOT NULL"
    )
    op.execute("DELETE FROM posts WHERE title IS NULL OR gone_at IS NOT NULL")
    op.drop_column("posts", "gone_at")  # expect: MRT201 warning


def downgrade():
    op.add_column("posts", sa.Column("gone_at", sa.DateTime()))
    op.execute(
        "INSERT INTO posts (id, title, gone_at) SELECT id, title, gone_at FROM graveyard "
        "WHERE NOT EXISTS (SELECT 1 FROM posts WHERE posts.id = graveyard.id)"
    )
    op.drop_table("graveyard")
