# expect: data lost
"""The code takes no email but of words and a number; a missing note becomes an empty one."""

import re

import sqlalchemy as sa
from alembic import op

revision = "p6"
down_revision = "p5"


def upgrade():
    op.create_table(
        "domains",
        sa.Column("customer_id", sa.Integer, primary_key=True),
        sa.Column("domain", sa.String(100)),
    )
    connection = op.get_bind()
    for number, email in connection.execute(sa.text("SELECT id, email FROM customers")).all():
        if not re.fullmatch(r"[a-z]+ \d+", email or ""):
            raise ValueError(f"no such email: {email!r}")
        connection.execute(
            sa.text("INSERT INTO domains (customer_id, domain) VALUES (:number, :domain)"),
            {"number": number, "domain": email.split(" ")[1]},
        )
    op.execute("UPDATE customers SET note = '' WHERE note IS NULL")


def downgrade():
    op.drop_table("domains")
