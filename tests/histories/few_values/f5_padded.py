# expect: reversible
# expect postgresql: data lost
"""char(n) gives no blank at the end of a text back"""

import sqlalchemy as sa
from alembic import op

revision = "f5"
down_revision = "f4"


def upgrade():
    with op.batch_alter_table("people") as batch:
        batch.alter_column("code", existing_type=sa.String(10), type_=sa.CHAR(10))


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.alter_column("code", existing_type=sa.CHAR(10), type_=sa.String(10))
