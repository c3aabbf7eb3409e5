# expect: data lost
"""deletes all but the first of the rows that are the same in two columns"""

from alembic import op

revision = "t3"
down_revision = "t2"

NUMBERED = """
    SELECT id, row_number() OVER (PARTITION BY user_no, group_no, role ORDER BY id) AS place
    FROM memberships
"""


def upgrade():
    op.execute(
        f"DELETE FROM memberships WHERE id IN (SELECT id FROM ({NUMBERED}) AS n WHERE place > 1)"
    )


def downgrade():
    pass
