# expect: downgrade fails
"""forgets the versions"""

import sqlalchemy as sa
from alembic import op

revision = "u2"
down_revision = "u1"


def upgrade():
    op.add_column("parent", sa.Column("name", sa.String(20)))


def downgrade():
    op.drop_column("parent", "name")
    op.execute("DELETE FROM alembic_version")
