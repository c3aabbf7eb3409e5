# expect: reversible
# expect postgresql: data lost
"""deleting the plan deletes the orders, on a database that enforces the key"""

from alembic import op

revision = "l3"
down_revision = "l2"


def upgrade():
    op.execute("INSERT INTO plans (name) VALUES ('Team')")


def downgrade():
    op.execute("DELETE FROM plans WHERE name = 'Team'")
