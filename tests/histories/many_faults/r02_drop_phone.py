# expect: data lost
"""drop phone"""

import sqlalchemy as sa
from alembic import op

revision = "r02"
down_revision = "r01"


def upgrade():
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
