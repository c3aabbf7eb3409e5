# expect: downgrade fails once new rows exist
"""a level may be without a limit"""

import sqlalchemy as sa
from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    with op.batch_alter_table("limits") as batch:
        batch.alter_column("most", existing_type=sa.Integer(), nullable=True)


def downgrade():
    with op.batch_alter_table("limits") as batch:
        batch.alter_column("most", existing_type=sa.Integer(), nullable=False)
