# expect: reversible
"""moves every address"""

import sqlalchemy as sa
from alembic import op

revision = "s7"
down_revision = "s6"


def upgrade():
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), sa.ForeignKey("notes.id"), primary_key=True),
        sa.Column("street", sa.String(80)),
        sa.Column("city", sa.String(80)),
    )
    op.execute("INSERT INTO places SELECT id, street, city FROM notes")
    op.drop_column("notes", "street")
    op.drop_column("notes", "city")


def downgrade():
    op.add_column("notes", sa.Column("street", sa.String(80)))
    op.add_column("notes", sa.Column("city", sa.String(80)))
    op.execute(
        "UPDATE notes SET street = (SELECT street FROM places p WHERE p.id = notes.id), "
        "city = (SELECT city FROM places p WHERE p.id = notes.id)"
    )
    op.drop_table("places")
