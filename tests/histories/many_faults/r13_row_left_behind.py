# expect: data lost
"""row left behind"""

import sqlalchemy as sa
from alembic import op

revision = "r13"
down_revision = "r12"


def upgrade():
    op.execute("INSERT INTO settings (key) VALUES ('theme')")


def downgrade():
    pass
