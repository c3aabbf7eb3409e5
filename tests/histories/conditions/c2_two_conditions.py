# expect: data lost
"""changes rows by two columns at once, and does not change them back"""

from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    op.execute("UPDATE orders SET status = 'done' WHERE status = 'shipped' AND channel = 'shop'")


def downgrade():
    pass
