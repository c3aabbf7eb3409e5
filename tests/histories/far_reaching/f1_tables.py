# expect: reversible
"""Tables that the later revisions reach without a word about them"""

import sqlalchemy as sa
from alembic import op

revision = "f1"
down_revision = None


def upgrade():
    op.create_table(
        "people", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40))
    )
    op.create_table(
        "orders", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("total", sa.Integer())
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("entry", sa.String(40)),
    )


def downgrade():
    op.drop_table("journal")
    op.drop_table("orders")
    op.drop_table("people")
