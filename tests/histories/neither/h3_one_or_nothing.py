# expect: reversible
"""fills the old column, whatever the new one holds"""

import sqlalchemy as sa
from alembic import op

revision = "h3"
down_revision = "h2"


def upgrade():
    op.add_column("people", sa.Column("shown_mail", sa.String(60)))
    op.execute("UPDATE people SET shown_mail = mail")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("mail", existing_type=sa.String(60), nullable=True)


def downgrade():
    op.execute("UPDATE people SET mail = coalesce(shown_mail, '') WHERE mail IS NULL")
    with op.batch_alter_table("people") as batch:
        batch.alter_column("mail", existing_type=sa.String(60), nullable=False)
        batch.drop_column("shown_mail")
