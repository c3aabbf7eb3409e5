# expect: data lost
"""There is no room for a long email; a long note is cut."""

import sqlalchemy as sa
from alembic import op

revision = "p4"
down_revision = "p3"


def upgrade():
    op.create_table(
        "mails",
        sa.Column("customer_id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String(100)),
        sa.CheckConstraint("length(address) <= 40", name="ck_mails_short"),
    )
    op.execute("INSERT INTO mails (customer_id, address) SELECT id, email FROM customers")
    op.execute("UPDATE customers SET note = substr(note, 1, 40)")


def downgrade():
    op.drop_table("mails")
