# expect: reversible
# expect postgresql: downgrade fails
"""loses the search path"""

import sqlalchemy as sa
from alembic import op

revision = "u6"
down_revision = "u5"


def upgrade():
    op.add_column("parent", sa.Column("height", sa.Integer()))


def downgrade():
    op.drop_column("parent", "height")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('search_path', '', false)")
