# expect: reversible
"""last"""

import sqlalchemy as sa
from alembic import op

revision = "u9"
down_revision = "u8b"


def upgrade():
    op.create_index("ix_child_parent", "child", ["parent_id"])


def downgrade():
    op.drop_index("ix_child_parent", table_name="child")
