# expect: data lost
"""the only row may be without a header, and loses its motto with it"""

import sqlalchemy as sa
from alembic import op

revision = "n7"
down_revision = "n6"


def upgrade():
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("header", existing_type=sa.String(40), nullable=True)


def downgrade():
    op.execute("UPDATE settings SET header = '', motto = '' WHERE header IS NULL")
    with op.batch_alter_table("settings") as batch:
        batch.alter_column("header", existing_type=sa.String(40), nullable=False)
