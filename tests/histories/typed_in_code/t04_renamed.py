# expect: reversible
"""The types go with the names."""

import sqlalchemy as sa
from alembic import op

revision = "t04"
down_revision = "t03"


def upgrade():
    op.rename_table("users", "people")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("status", new_column_name="standing")


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.alter_column("standing", new_column_name="status")
    op.rename_table("people", "users")
