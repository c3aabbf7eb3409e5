# expect: reversible
"""users"""

import sqlalchemy as sa
from alembic import op

revision = "r01"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80)),
        sa.Column("phone", sa.String(30)),
        sa.Column("status", sa.String(10)),
    )


def downgrade():
    op.drop_table("users")
