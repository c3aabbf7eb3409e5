# expect: data lost
# expect sqlite: reversible
"""has six digits behind the point, which refuses large numbers"""

import sqlalchemy as sa
from alembic import op

revision = "f5"
down_revision = "f4"


def upgrade():
    with op.batch_alter_table("measures") as batch:
        batch.alter_column("rough", existing_type=sa.Numeric(), type_=sa.Numeric(20, 6))


def downgrade():
    with op.batch_alter_table("measures") as batch:
        batch.alter_column("rough", existing_type=sa.Numeric(20, 6), type_=sa.Numeric())
