# expect: reversible
"""rubbish is kept, whatever it comes to"""

from alembic import op

revision = "b5"
down_revision = "b4"


def upgrade():
    op.execute(
        "CREATE TABLE rubbish AS SELECT id, state, total, note FROM orders"
        " WHERE note = 'rubbish' OR total IS NOT NULL"
    )
    op.execute("DELETE FROM orders WHERE note = 'rubbish'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, total, note) SELECT id, state, total, note FROM rubbish"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("rubbish")
