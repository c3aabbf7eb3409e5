# expect: downgrade fails
"""the downgrade takes it that there is an organisation"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"


def upgrade():
    op.add_column("users", sa.Column("nick", sa.String(40)))


def downgrade():
    first = op.get_bind().execute(sa.text("SELECT id FROM orgs ORDER BY id LIMIT 1")).one()
    print(first.id)
    op.drop_column("users", "nick")
