# dialect: sqlite
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE tags (id INTEGER PRIMARY KEY, "
        "name VARCHAR(30) COLLATE NOCASE NOT NULL)"
    )


def downgrade():
    op.drop_table("tags")
