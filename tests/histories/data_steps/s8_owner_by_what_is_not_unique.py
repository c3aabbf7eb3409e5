# expect: data lost
"""finds the author again by what several may have"""

import sqlalchemy as sa
from alembic import op

revision = "s8"
down_revision = "s7"


def upgrade():
    op.add_column("books", sa.Column("mail", sa.String(80)))
    op.execute("UPDATE books SET mail = (SELECT mail FROM authors WHERE id = author)")
    op.execute("UPDATE books SET author = NULL")


def downgrade():
    op.execute(
        "UPDATE books SET author = (SELECT min(a.id) FROM authors a WHERE a.mail = books.mail)"
    )
    op.drop_column("books", "mail")
