# expect: data lost
"""deletes all but one of the nicks that are the same in small letters"""

from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    op.execute(
        "DELETE FROM people WHERE nick IS NOT NULL AND id NOT IN"
        " (SELECT MIN(id) FROM people GROUP BY lower(nick))"
    )


def downgrade():
    pass
