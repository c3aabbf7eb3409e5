import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE old_tags AS SELECT t.* FROM tags t JOIN tags u USING (id)")
    op.drop_table("tags")  # expect: MRT202 note


def downgrade():
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("label", sa.String(20)),
    )
    op.execute("INSERT INTO tags SELECT * FROM old_tags")
    op.drop_table("old_tags")
