# expect: reversible
"""a person has one address"""

import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(60)),
    )
    op.create_table(
        "firms",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(60)),
    )


def downgrade():
    op.drop_table("firms")
    op.drop_table("people")
