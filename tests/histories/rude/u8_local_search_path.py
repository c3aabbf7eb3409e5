# expect: reversible
# expect postgresql: downgrade fails
"""hides the version table until the end of the transaction"""

import sqlalchemy as sa
from alembic import op

revision = "u8"
down_revision = "u7"


def upgrade():
    op.add_column("parent", sa.Column("width", sa.Integer()))


def downgrade():
    op.drop_column("parent", "width")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET LOCAL search_path = ''")
