# expect: reversible
"""From here on the column takes any text, for the code too."""

import sqlalchemy as sa
from alembic import op

revision = "t06"
down_revision = "t05"

LABELS = sa.Enum("active", "gone", "locked", native_enum=False)


def upgrade():
    with op.batch_alter_table("people") as batch:
        batch.alter_column("standing", type_=sa.String(6), existing_type=LABELS)


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.alter_column("standing", type_=LABELS, existing_type=sa.String(6))
