# expect: data lost
"""junk without a total is not kept, with a state of any kind"""

from alembic import op

revision = "b4"
down_revision = "b3"


def upgrade():
    op.execute(
        "CREATE TABLE junk AS SELECT id, state, total, note FROM orders WHERE total IS NOT NULL"
    )
    op.execute("DELETE FROM orders WHERE note = 'junk'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, total, note) SELECT id, state, total, note FROM junk"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("junk")
