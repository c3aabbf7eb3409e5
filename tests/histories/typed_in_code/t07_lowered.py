# expect: data lost
"""Only texts with capitals show it, which the labels of before did not have."""

from alembic import op

revision = "t07"
down_revision = "t06"


def upgrade():
    op.execute("UPDATE people SET standing = lower(standing)")


def downgrade():
    pass
