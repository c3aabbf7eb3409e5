# expect: data lost
"""The driver's own connection"""

import sqlalchemy as sa
from alembic import op

revision = "f8"
down_revision = "f7"


def upgrade():
    op.add_column("people", sa.Column("f", sa.Integer()))


def downgrade():
    connection = op.get_bind().connection.dbapi_connection
    connection.cursor().execute("DELETE FROM " + "".join(["or", "ders"]))
    op.drop_column("people", "f")
