# expect: reversible
"""gives a time to what was deleted in the meantime"""

import sqlalchemy as sa
from alembic import op

revision = "l6"
down_revision = "l5"


def upgrade():
    gone = sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("documents", gone)
    op.execute("UPDATE documents SET gone = true WHERE deleted_at IS NOT NULL")


def downgrade():
    op.execute(
        "UPDATE documents SET deleted_at = CURRENT_TIMESTAMP WHERE gone AND deleted_at IS NULL"
    )
    op.drop_column("documents", "gone")
