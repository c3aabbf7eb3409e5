# expect: reversible
"""does one thing or the other"""

import sqlalchemy as sa
from alembic import op

revision = "b8"
down_revision = "b7"


def upgrade():
    op.add_column("users", sa.Column("role", sa.String(40)))
    bind = op.get_bind()
    count = bind.execute(sa.text("SELECT count(*) FROM users WHERE plan = 'boss'")).scalar()
    if count:
        op.execute("UPDATE users SET role = 'worker' WHERE plan <> 'boss'")
    else:
        op.execute("UPDATE users SET role = 'alone'")


def downgrade():
    op.drop_column("users", "role")
