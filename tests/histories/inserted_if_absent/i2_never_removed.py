# expect: data lost
"""the role stays where it was not there before"""

from alembic import op

revision = "i2"
down_revision = "i1"


def upgrade():
    op.execute("INSERT INTO roles (name) VALUES ('auditor') ON CONFLICT (name) DO NOTHING")


def downgrade():
    pass
