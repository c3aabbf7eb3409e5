# expect: data lost
"""Every table that is there"""

import sqlalchemy as sa
from alembic import op

revision = "f4"
down_revision = "f3"


def upgrade():
    op.add_column("people", sa.Column("c", sa.Integer()))


def downgrade():
    bind = op.get_bind()
    for name in sa.inspect(bind).get_table_names():
        if name.startswith("ord"):
            bind.execute(sa.table(name).delete())
    op.drop_column("people", "c")
