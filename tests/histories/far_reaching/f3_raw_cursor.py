# expect: data lost
"""A statement that SQLAlchemy does not see"""

import sqlalchemy as sa
from alembic import op

revision = "f3"
down_revision = "f2"


def upgrade():
    op.add_column("people", sa.Column("b", sa.Integer()))


def downgrade():
    cursor = op.get_bind().connection.cursor()
    cursor.execute("DELETE FROM " + "".join(["or", "ders"]))
    op.drop_column("people", "b")
