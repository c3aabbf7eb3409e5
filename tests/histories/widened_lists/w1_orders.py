# expect: reversible
"""an order has one of two states"""

from alembic import op

revision = "w1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE orders (id integer PRIMARY KEY, state varchar(10) NOT NULL, "
        "CONSTRAINT known_state CHECK (state IN ('new', 'sent')))"
    )


def downgrade():
    op.drop_table("orders")
