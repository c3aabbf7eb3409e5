# expect: reversible
"""cuts longer labels on the way back"""

import sqlalchemy as sa
from alembic import op

revision = "c6"
down_revision = "c5"


def upgrade():
    with op.batch_alter_table("codes") as batch:
        batch.alter_column("label", existing_type=sa.String(10), type_=sa.String(40))


def downgrade():
    op.execute("UPDATE codes SET label = substr(label, 1, 10) WHERE length(label) > 10")
    with op.batch_alter_table("codes") as batch:
        batch.alter_column("label", existing_type=sa.String(40), type_=sa.String(10))
