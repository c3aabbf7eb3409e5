# expect: data lost
"""only those in small letters are kept"""

from alembic import op

revision = "k2"
down_revision = "k1"


def upgrade():
    op.execute("CREATE TABLE gone AS SELECT id, state, note FROM orders WHERE state = 'done'")
    op.execute("DELETE FROM orders WHERE lower(state) = 'done'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, note) SELECT id, state, note FROM gone"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("gone")
