# expect: reversible
"""people with a title and a mail address"""

import sqlalchemy as sa
from alembic import op

revision = "h1"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("mail", sa.String(60), nullable=False),
    )


def downgrade():
    op.drop_table("people")
