# expect: reversible
"""users"""

import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("phone", sa.String(30)),
        sa.Column("fax", sa.String(30)),
    )


def downgrade():
    op.drop_table("users")
