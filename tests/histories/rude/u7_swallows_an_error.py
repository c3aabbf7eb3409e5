# expect: reversible
# expect postgresql: downgrade fails
"""swallows an error that aborts its transaction"""

import sqlalchemy as sa
from alembic import op

revision = "u7"
down_revision = "u6"


def upgrade():
    op.add_column("parent", sa.Column("weight", sa.Integer()))


def downgrade():
    op.drop_column("parent", "weight")
    try:
        op.drop_index("ix_not_there", table_name="parent")
    except Exception:
        pass
