# expect: reversible
"""session settings"""

import sqlalchemy as sa
from alembic import op

revision = "u5"
down_revision = "u3"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET statement_timeout = '9s'")
    else:
        op.execute("PRAGMA recursive_triggers = ON")
    op.add_column("parent", sa.Column("age", sa.Integer()))


def downgrade():
    op.drop_column("parent", "age")
