# expect: reversible
"""a further column that the upgrade fills does not come again as it was written"""

import sqlalchemy as sa
from alembic import op

revision = "k4"
down_revision = "k3"


def upgrade():
    op.add_column("people", sa.Column("street_raw", sa.String(80)))
    op.add_column("people", sa.Column("letters", sa.Integer()))
    op.execute("UPDATE people SET street_raw = street, street = upper(street)")
    op.execute("UPDATE people SET letters = length(street)")


def downgrade():
    op.execute("UPDATE people SET street = street_raw WHERE street_raw IS NOT NULL")
    op.drop_column("people", "letters")
    op.drop_column("people", "street_raw")
