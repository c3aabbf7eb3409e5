# expect: reversible
"""the downgrade asks whether there is one"""

import sqlalchemy as sa
from alembic import op

revision = "n3"
down_revision = "n2"


def upgrade():
    op.add_column("users", sa.Column("name_of_first", sa.String(40)))


def downgrade():
    first = op.get_bind().execute(sa.text("SELECT id FROM orgs ORDER BY id LIMIT 1")).first()
    print(first.id if first else "none")
    op.drop_column("users", "name_of_first")
