# expect: reversible
"""last"""

import sqlalchemy as sa
from alembic import op

revision = "u7"
down_revision = "u6"


def upgrade():
    op.create_index("ix_child_parent", "child", ["parent_id"])


def downgrade():
    op.drop_index("ix_child_parent", table_name="child")
