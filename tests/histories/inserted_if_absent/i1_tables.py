# expect: reversible
"""roles and settings"""

import sqlalchemy as sa
from alembic import op

revision = "i1"
down_revision = None


def upgrade():
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40), unique=True),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text()),
    )


def downgrade():
    op.drop_table("settings")
    op.drop_table("roles")
