# expect: downgrade fails once new rows exist
# expect sqlite: reversible
"""a longer name is in small letters, too"""

import sqlalchemy as sa
from alembic import op

revision = "l2"
down_revision = "l1"


def upgrade():
    with op.batch_alter_table("members") as batch:
        batch.alter_column("name", existing_type=sa.String(20), type_=sa.String(60))


def downgrade():
    with op.batch_alter_table("members") as batch:
        batch.alter_column("name", existing_type=sa.String(60), type_=sa.String(20))
