# expect: reversible
"""the only row may be without a motto, and gets one again"""

import sqlalchemy as sa
from alembic import op

revision = "n3"
down_revision = "n2"


def upgrade():
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("motto", existing_type=sa.String(40), nullable=True)


def downgrade():
    op.execute("UPDATE settings SET motto = '' WHERE motto IS NULL")
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("motto", existing_type=sa.String(40), nullable=False)
