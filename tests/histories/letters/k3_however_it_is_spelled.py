# expect: reversible
"""kept in whatever letters"""

from alembic import op

revision = "k3"
down_revision = "k2"


def upgrade():
    op.execute(
        "CREATE TABLE lapsed AS SELECT id, state, note FROM orders WHERE lower(state) = 'lapsed'"
    )
    op.execute("DELETE FROM orders WHERE lower(state) = 'lapsed'")


def downgrade():
    op.execute(
        "INSERT INTO orders (id, state, note) SELECT id, state, note FROM lapsed"
        " WHERE id NOT IN (SELECT id FROM orders)"
    )
    op.drop_table("lapsed")
