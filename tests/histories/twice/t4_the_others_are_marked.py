# expect: reversible
"""marks all but the first of the rows that are the same in two columns"""

import sqlalchemy as sa
from alembic import op

revision = "t4"
down_revision = "t3"

NUMBERED = """
    SELECT id, row_number() OVER (PARTITION BY user_no, group_no ORDER BY id) AS place
    FROM memberships
"""


def upgrade():
    op.add_column("memberships", sa.Column("again", sa.Integer))
    op.execute(
        "UPDATE memberships SET again = 1"
        f" WHERE id IN (SELECT id FROM ({NUMBERED}) AS n WHERE place > 1)"
    )


def downgrade():
    op.drop_column("memberships", "again")
