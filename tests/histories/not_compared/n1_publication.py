# expect: reversible
# expect postgresql: unproven
"""An object of a class that is not compared"""
from alembic import op

revision = "n1"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE PUBLICATION news")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP PUBLICATION news")
