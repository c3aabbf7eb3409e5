# expect: downgrade fails once new rows exist
"""fills the old column from the new one, which may be empty as well"""

import sqlalchemy as sa
from alembic import op

revision = "h2"
down_revision = "h1"


def upgrade():
    op.add_column("people", sa.Column("shown_title", sa.String(60)))
    op.execute("UPDATE people SET shown_title = title")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("title", existing_type=sa.String(60), nullable=True)


def downgrade():
    op.execute("UPDATE people SET title = shown_title WHERE title IS NULL")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("title", existing_type=sa.String(60), nullable=False)
        batch.drop_column("shown_title")
