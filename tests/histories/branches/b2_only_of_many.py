# expect: unproven
"""changes the names of many users, and of few never"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("users", sa.Column("note", sa.String(40)))
    bind = op.get_bind()
    count = bind.execute(sa.text("SELECT count(*) FROM users")).scalar()
    if count > 1000:
        op.execute("UPDATE users SET name = 'one of many'")


def downgrade():
    op.drop_column("users", "note")
