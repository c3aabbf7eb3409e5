# expect: reversible
# expect postgresql: data lost
"""a code that is unknown is left out"""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE posts ADD COLUMN kept boolean")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("UPDATE posts SET codes = array_remove(codes, NULL)")
    op.execute("ALTER TABLE posts DROP COLUMN kept")
