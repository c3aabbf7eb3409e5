# expect: unproven
"""is after rows that nobody can make from what it says"""

from alembic import op

revision = "c6"
down_revision = "c5"


def upgrade():
    op.execute(
        "UPDATE orders SET status = 'odd' WHERE id IN ("
        "SELECT o.id FROM orders o JOIN orders p ON p.id = o.id + 1 "
        "WHERE o.total = 7 * p.total AND p.total > 100)"
    )


def downgrade():
    pass
