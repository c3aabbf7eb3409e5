# expect: reversible
"""users"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("plan", sa.String(40), nullable=False),
    )
    op.create_table(
        "defaults",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40)),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40)),
    )


def downgrade():
    op.drop_table("settings")
    op.drop_table("defaults")
    op.drop_table("users")
