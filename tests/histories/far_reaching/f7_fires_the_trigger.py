# expect: data lost
"""An update that has a trigger delete rows elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "f7"
down_revision = "f6"


def upgrade():
    op.add_column("people", sa.Column("e", sa.Integer()))


def downgrade():
    op.execute("UPDATE people SET name = name")
    op.drop_column("people", "e")
