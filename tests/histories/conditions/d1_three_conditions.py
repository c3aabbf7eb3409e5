# expect: data lost
"""cannot tell by three columns what it changed from what was so before"""

from alembic import op

revision = "d1"
down_revision = "c9"


def upgrade():
    op.execute(
        "UPDATE orders SET status = 'Q' WHERE status = 'P' AND channel = 'R' AND total = 4.5"
    )


def downgrade():
    op.execute(
        "UPDATE orders SET status = 'P' WHERE status = 'Q' AND channel = 'R' AND total = 4.5"
    )
