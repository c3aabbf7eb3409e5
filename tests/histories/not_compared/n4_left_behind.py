# expect: reversible
# expect postgresql: re-upgrade fails
"""leaves behind what no snapshot reads, and stumbles over it"""

from alembic import op

revision = "n4"
down_revision = "n3"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT lo_create(4243)")


def downgrade():
    pass
