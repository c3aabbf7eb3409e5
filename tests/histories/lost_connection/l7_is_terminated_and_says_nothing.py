# expect: reversible
# expect postgresql: downgrade fails
"""is terminated and says nothing"""

import sqlalchemy as sa
from alembic import op

revision = "l7"
down_revision = "l6"


def upgrade():
    op.add_column("product", sa.Column("column_7", sa.Integer()))


def downgrade():
    op.drop_column("product", "column_7")
    if op.get_bind().dialect.name == "postgresql":
        try:
            op.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        except Exception:
            pass
