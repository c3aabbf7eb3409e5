# expect: reversible
"""people, whose names are unique letter by letter"""

import sqlalchemy as sa
from alembic import op

revision = "n1"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("nick", sa.String(60)),
    )


def downgrade():
    op.drop_table("people")
