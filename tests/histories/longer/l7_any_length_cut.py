# expect: reversible
"""what is longer than the limit is cut off, as it must be"""

import sqlalchemy as sa
from alembic import op

revision = "l7"
down_revision = "l6"


def upgrade():
    with op.batch_alter_table("articles") as batch:
        batch.alter_column("notes", existing_type=sa.String(30000), type_=sa.Text())


def downgrade():
    op.execute("UPDATE articles SET notes = substr(notes, 1, 30000)")
    with op.batch_alter_table("articles") as batch:
        batch.alter_column("notes", existing_type=sa.Text(), type_=sa.String(30000))
