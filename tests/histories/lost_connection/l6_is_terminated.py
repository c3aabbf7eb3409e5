# expect: reversible
# expect postgresql: downgrade fails
"""is terminated"""

import sqlalchemy as sa
from alembic import op

revision = "l6"
down_revision = "l5"


def upgrade():
    op.add_column("product", sa.Column("column_6", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_6")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT pg_terminate_backend(pg_backend_pid())")
