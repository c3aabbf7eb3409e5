# expect: reversible
"""addresses, one of each customer the default one, and none of them twice while it is used"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("street", sa.String(60), nullable=False),
        sa.Column("main", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unused", sa.Integer()),
    )
    for column, key in (("main", "customer"), ("unused", "street")):
        where = sa.text("main = 1" if column == "main" else "unused IS NULL")
        options = {"sqlite_where": where, "postgresql_where": where}
        op.create_index(f"uq_{column}", "addresses", [key], unique=True, **options)


def downgrade():
    op.drop_table("addresses")
