# expect: data lost
"""a row that is written without town_raw loses its town"""

import sqlalchemy as sa
from alembic import op

revision = "k3"
down_revision = "k2"


def upgrade():
    op.add_column("people", sa.Column("town_raw", sa.String(80)))
    op.execute("UPDATE people SET town_raw = town, town = trim(town)")


def downgrade():
    op.execute("UPDATE people SET town = town_raw")
    op.drop_column("people", "town_raw")
