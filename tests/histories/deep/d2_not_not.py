# expect: reversible
"""a condition that some program has written; SQLite takes none that is so deep"""

import sqlalchemy as sa
from alembic import op

revision = "d2"
down_revision = "d1"


def upgrade():
    depth = 600 if op.get_context().dialect.name == "postgresql" else 6
    op.add_column("child", sa.Column("nameless", sa.Boolean()))
    op.execute("UPDATE child SET nameless = (1 = 1) WHERE " + "NOT " * depth + "(name IS NULL)")


def downgrade():
    op.drop_column("child", "nameless")
