# expect: data lost
"""No two emails may be the same but for their case; of a note the blanks go."""

import sqlalchemy as sa
from alembic import op

revision = "p5"
down_revision = "p4"


def upgrade():
    op.create_table(
        "logins",
        sa.Column("customer_id", sa.Integer, primary_key=True),
        sa.Column("login", sa.String(100), nullable=False, unique=True),
    )
    op.execute(
        "INSERT INTO logins (customer_id, login) "
        "SELECT id, substr(lower(email), 1, 12) FROM customers"
    )
    op.execute("UPDATE customers SET note = trim(note)")


def downgrade():
    op.drop_table("logins")
