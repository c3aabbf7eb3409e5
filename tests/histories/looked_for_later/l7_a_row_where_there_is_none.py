# expect: unproven
"""marks the row that it may write, and takes it back by that"""

import sqlalchemy as sa
from alembic import op

revision = "l7"
down_revision = "l6"


def upgrade():
    op.add_column("cats", sa.Column("made_by", sa.String(20)))
    op.execute(
        "INSERT INTO cats (id, name, made_by) SELECT 1, 'first', 'upgrade'"
        " WHERE 1 = 0 AND NOT EXISTS (SELECT 1 FROM cats)"
    )


def downgrade():
    op.execute("DELETE FROM cats WHERE made_by = 'upgrade' AND name = 'first'")
    op.drop_column("cats", "made_by")
