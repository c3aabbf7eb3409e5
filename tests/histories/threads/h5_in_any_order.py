# expect: reversible
"""points each node at its parent, whichever comes first"""

import sqlalchemy as sa
from alembic import op

revision = "h5"
down_revision = "h4"


def upgrade():
    op.execute("CREATE TABLE parents AS SELECT id, parent_id FROM nodes")
    op.execute("UPDATE nodes SET parent_id = NULL")


def downgrade():
    parent = "(SELECT p.parent_id FROM parents p WHERE p.id = nodes.id)"
    op.execute(f"UPDATE nodes SET parent_id = {parent} WHERE id IN (SELECT id FROM parents)")
    op.drop_table("parents")
