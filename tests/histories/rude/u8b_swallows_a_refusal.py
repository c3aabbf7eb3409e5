# expect: schema differs
# expect postgresql: downgrade fails once new rows exist
"""swallows that an index cannot be made, which depends on the rows and not on the statements"""

import sqlalchemy as sa
from alembic import op

revision = "u8b"
down_revision = "u8"


def upgrade():
    op.drop_index("ix_parent_code", table_name="parent")


def downgrade():
    try:
        op.create_index("ix_parent_code", "parent", ["code"], unique=True)
    except sa.exc.IntegrityError:
        pass
