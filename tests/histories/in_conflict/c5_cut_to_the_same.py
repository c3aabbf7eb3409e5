# expect: downgrade fails once new rows exist
"""cuts longer codes on the way back"""

import sqlalchemy as sa
from alembic import op

revision = "c5"
down_revision = "c4"


def upgrade():
    with op.batch_alter_table("codes") as batch:
        batch.alter_column("code", existing_type=sa.String(10), type_=sa.String(40))


def downgrade():
    op.execute("UPDATE codes SET code = substr(code, 1, 10) WHERE length(code) > 10")
    with op.batch_alter_table("codes") as batch:
        batch.alter_column("code", existing_type=sa.String(40), type_=sa.String(10))
