# expect: reversible
"""visits"""

import sqlalchemy as sa
from alembic import op

revision = "d0"
down_revision = "c9"


def upgrade():
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(20)),
    )


def downgrade():
    op.drop_table("visits")
