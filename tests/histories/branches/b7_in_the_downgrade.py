# expect: unproven
"""the downgrade goes by the number of rows"""

import sqlalchemy as sa
from alembic import op

revision = "b7"
down_revision = "b6"


def upgrade():
    op.add_column("users", sa.Column("rank", sa.String(40)))


def downgrade():
    count = op.get_bind().scalar(sa.text("SELECT count(*) FROM users WHERE plan = 'gold'"))
    if count > 500:
        op.execute("DELETE FROM users WHERE plan = 'gold'")
    op.drop_column("users", "rank")
