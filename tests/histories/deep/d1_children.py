# expect: reversible
"""children"""

import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = None


def upgrade():
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text()),
    )


def downgrade():
    op.drop_table("child")
