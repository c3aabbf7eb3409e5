# expect: reversible
# expect postgresql: unproven
"""An object of a class that is not compared"""

from alembic import op

revision = "n1"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT lo_create(4242)")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT lo_unlink(4242)")
