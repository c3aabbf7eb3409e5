# expect: data lost
"""done orders without a total are not kept"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute(
        "CREATE TABLE gone AS SELECT id, state, total, note FROM orders WHERE total IS NOT NULL"
    )
    op.execute("DELETE FROM orders WHERE state = 'done'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, total, note) SELECT id, state, total, note FROM gone"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("gone")
