# expect: data lost
"""moves an address only where there is a city"""

import sqlalchemy as sa
from alembic import op

revision = "s6"
down_revision = "s5"


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), sa.ForeignKey("notes.id"), primary_key=True),
        sa.Column("street", sa.String(80)),
        sa.Column("city", sa.String(80)),
    )
    op.execute("INSERT INTO addresses SELECT id, street, city FROM notes WHERE city IS NOT NULL")
    op.execute("UPDATE notes SET street = NULL, city = NULL")


def downgrade():
    op.execute(
        "UPDATE notes SET street = (SELECT street FROM addresses a WHERE a.id = notes.id), "
        "city = (SELECT city FROM addresses a WHERE a.id = notes.id)"
    )
    op.drop_table("addresses")
