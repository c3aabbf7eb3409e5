# expect: reversible
"""leaves the four digits that there are"""

import sqlalchemy as sa
from alembic import op

revision = "f4"
down_revision = "f3"


def upgrade():
    op.add_column("measures", sa.Column("four", sa.Integer()))


def downgrade():
    op.execute("UPDATE measures SET scaled = round(scaled, 4) WHERE scaled <> round(scaled, 3)")
    op.drop_column("measures", "four")
