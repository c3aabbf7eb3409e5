# expect: downgrade fails once new rows exist
"""a note may be empty from now on"""

import sqlalchemy as sa
from alembic import op

revision = "o3"
down_revision = "o2"


def upgrade():
    with op.batch_alter_table("notes") as batch:
        batch.alter_column("body", existing_type=sa.String(40), nullable=True)


def downgrade():
    with op.batch_alter_table("notes") as batch:
        batch.alter_column("body", existing_type=sa.String(40), nullable=False)
