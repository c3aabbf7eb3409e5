# expect: reversible
# expect postgresql: re-upgrade fails
"""a role is left"""

import sqlalchemy as sa
from alembic import op

revision = "u4"
down_revision = "u3"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE ROLE mrt_test_reader")


def downgrade():
    pass
