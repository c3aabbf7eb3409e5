# expect: reversible
"""settings"""

import sqlalchemy as sa
from alembic import op

revision = "r10"
down_revision = "r09"


def upgrade():
    op.create_table("settings", sa.Column("key", sa.String(20), primary_key=True))
    op.add_column("users", sa.Column("nickname", sa.String(20)))


def downgrade():
    op.drop_column("users", "nickname")
    op.drop_table("settings")
