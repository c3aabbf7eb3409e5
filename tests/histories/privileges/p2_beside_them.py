# expect: reversible
"""Nothing is done to that table"""

import sqlalchemy as sa
from alembic import op

revision = "p2"
down_revision = "p1"


def upgrade():
    op.add_column("u", sa.Column("name", sa.String(20)))


def downgrade():
    op.drop_column("u", "name")
