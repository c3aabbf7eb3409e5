# expect: reversible
"""last"""

import sqlalchemy as sa
from alembic import op

revision = "l10"
down_revision = "l9"


def upgrade():
    op.add_column("product", sa.Column("column_10", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_10")
