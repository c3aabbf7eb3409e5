# expect: reversible
"""looks whether there is a user first"""

import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.add_column("users", sa.Column("state", sa.String(40)))
    bind = op.get_bind()
    count = bind.execute(sa.text("SELECT count(*) FROM users")).scalar()
    if not count:
        return
    op.execute("UPDATE users SET state = 'old' WHERE state IS NULL")


def downgrade():
    op.drop_column("users", "state")
