# expect: reversible
"""lapsed orders are kept"""

from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.execute(
        "CREATE TABLE gone_too AS SELECT id, state, total, note FROM orders WHERE state = 'lapsed'"
    )
    op.execute("DELETE FROM orders WHERE state = 'lapsed'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, total, note) SELECT id, state, total, note FROM gone_too"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("gone_too")
