# expect: data lost
"""A name that is put together"""

import sqlalchemy as sa
from alembic import op

revision = "f2"
down_revision = "f1"


def upgrade():
    op.add_column("people", sa.Column("a", sa.Integer()))


def downgrade():
    op.execute("DELETE FROM " + "".join(["or", "ders"]))
    op.drop_column("people", "a")
