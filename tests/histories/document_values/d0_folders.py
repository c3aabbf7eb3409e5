# expect: reversible
"""folders"""

import sqlalchemy as sa
from alembic import op

revision = "d0"
down_revision = None


def upgrade():
    op.create_table(
        "folders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.JSON()),
    )


def downgrade():
    op.drop_table("folders")
