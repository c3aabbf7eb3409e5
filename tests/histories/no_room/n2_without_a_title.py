# expect: downgrade fails once new rows exist
"""the only row may be without a title"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"


def upgrade():
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("title", existing_type=sa.String(40), nullable=True)


def downgrade():
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("title", existing_type=sa.String(40), nullable=False)
