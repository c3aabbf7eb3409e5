# expect: downgrade fails once new rows exist
# expect sqlite: reversible
"""a club with a large number can have members"""

import sqlalchemy as sa
from alembic import op

revision = "l4"
down_revision = "l3"


def upgrade():
    with op.batch_alter_table("members") as batch:
        batch.alter_column("club_id", existing_type=sa.Integer(), type_=sa.BigInteger())


def downgrade():
    with op.batch_alter_table("members") as batch:
        batch.alter_column("club_id", existing_type=sa.BigInteger(), type_=sa.Integer())
