# expect: reversible
"""tells first what orders in the new state are in from now on"""

from alembic import op

revision = "l4"
down_revision = "l3"


def upgrade():
    op.execute("INSERT INTO states (code, label) VALUES ('returned', 'Returned')")


def downgrade():
    op.execute("UPDATE orders SET state = 'new' WHERE state = 'returned'")
    op.execute("DELETE FROM states WHERE code = 'returned'")
