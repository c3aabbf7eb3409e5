# expect: reversible
"""posts with tags"""

from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute(
        "CREATE TABLE posts (id serial PRIMARY KEY, tags text[], words text[], codes integer[])"
    )


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return
    op.drop_table("posts")
