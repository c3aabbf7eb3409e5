# expect: downgrade fails once new rows exist
# expect sqlite: reversible
"""a text of any length does not go back into one with a limit"""

import sqlalchemy as sa
from alembic import op

revision = "l6"
down_revision = "l5"


def upgrade():
    with op.batch_alter_table("articles") as batch:
        batch.alter_column("body", existing_type=sa.String(4000), type_=sa.Text())


def downgrade():
    with op.batch_alter_table("articles") as batch:
        batch.alter_column("body", existing_type=sa.Text(), type_=sa.String(4000))
