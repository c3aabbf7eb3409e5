# expect: reversible
"""tables"""

import sqlalchemy as sa
from alembic import op

revision = "t1"
down_revision = None


def upgrade():
    op.create_table(
        "user_groups",
        sa.Column("user_no", sa.Integer, nullable=False),
        sa.Column("group_no", sa.Integer, nullable=False),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_no", sa.Integer, nullable=False),
        sa.Column("group_no", sa.Integer, nullable=False),
        sa.Column("role", sa.String(20)),
    )


def downgrade():
    op.drop_table("memberships")
    op.drop_table("user_groups")
