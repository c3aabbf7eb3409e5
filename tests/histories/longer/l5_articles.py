# expect: reversible
"""articles, with more characters than are written otherwise"""

import sqlalchemy as sa
from alembic import op

revision = "l5"
down_revision = "l4"


def upgrade():
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("body", sa.String(4000), nullable=False),
        sa.Column("notes", sa.String(30000)),
    )


def downgrade():
    op.drop_table("articles")
