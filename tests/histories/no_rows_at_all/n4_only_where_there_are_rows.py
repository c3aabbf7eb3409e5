# expect: downgrade fails
"""adds a column to a table with rows, and drops it in any case"""

import sqlalchemy as sa
from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    if not op.get_bind().execute(sa.text("SELECT count(*) FROM users")).scalar():
        return
    op.add_column("users", sa.Column("size", sa.String(40)))


def downgrade():
    op.drop_column("users", "size")
