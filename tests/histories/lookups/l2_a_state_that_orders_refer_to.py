# expect: reversible
# expect postgresql: downgrade fails once new rows exist
"""an order may be in the new state; SQLite does not enforce that it is a known one"""

from alembic import op

revision = "l2"
down_revision = "l1"


def upgrade():
    op.execute("INSERT INTO states (code, label) VALUES ('refunded', 'Refunded')")


def downgrade():
    op.execute("DELETE FROM states WHERE code = 'refunded'")
