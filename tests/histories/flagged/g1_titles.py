# expect: reversible
"""titles that may be missing"""

import sqlalchemy as sa
from alembic import op

revision = "g1"
down_revision = None


def upgrade():
    op.create_table(
        "boards",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(80)),
        sa.Column("owner", sa.String(80), nullable=False),
    )


def downgrade():
    op.drop_table("boards")
