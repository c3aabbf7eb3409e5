# expect: data lost
"""copies rows without their keys"""

import sqlalchemy as sa
from alembic import op

revision = "s9"
down_revision = "s8"


def upgrade():
    op.create_table(
        "writers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mail", sa.String(80)),
    )
    op.execute("INSERT INTO writers (mail) SELECT mail FROM authors ORDER BY id")
    op.execute("UPDATE books SET author = NULL")
    op.execute("DELETE FROM authors")


def downgrade():
    op.execute("INSERT INTO authors (id, mail) SELECT id, mail FROM writers")
    op.drop_table("writers")
