# expect: reversible
"""words"""

import sqlalchemy as sa
from alembic import op

revision = "w1"
down_revision = None


def upgrade():
    op.create_table(
        "words",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.String(40), nullable=False),
    )


def downgrade():
    op.drop_table("words")
