# expect: data lost
"""the only row may be without a footer, and goes with it"""

import sqlalchemy as sa
from alembic import op

revision = "n6"
down_revision = "n5"


def upgrade():
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("footer", existing_type=sa.String(40), nullable=True)


def downgrade():
    op.execute("DELETE FROM settings WHERE footer IS NULL")
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("footer", existing_type=sa.String(40), nullable=False)
