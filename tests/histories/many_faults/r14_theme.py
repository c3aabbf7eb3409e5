# expect: reversible
"""theme"""

import sqlalchemy as sa
from alembic import op

revision = "r14"
down_revision = "r13"


def upgrade():
    op.create_index("ix_users_email", "users", ["email"])


def downgrade():
    op.drop_index("ix_users_email", table_name="users")
