import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("posts", sa.Column("id", sa.Integer()))
    op.execute("COMMIT")
    op.execute("CREATE INDEX CONCURRENTLY ix_posts ON posts (id)")


def downgrade():
    op.drop_index("ix_posts", table_name="posts")
    op.drop_table("posts")
