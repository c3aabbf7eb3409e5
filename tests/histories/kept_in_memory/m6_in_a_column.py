# expect: reversible
"""keeps the names where another process finds them"""

import sqlalchemy as sa
from alembic import op

revision = "m6"
down_revision = 'm5'

people = sa.table("people", sa.column("name"), sa.column("kept"))
SEEN = []


def upgrade():
    op.add_column("people", sa.Column("kept", sa.String(80)))
    op.execute(people.update().values(kept=people.c.name, name="nobody"))
    SEEN.append("upgrade")


def downgrade():
    assert SEEN == []
    op.execute(people.update().values(name=people.c.kept))
    op.drop_column("people", "kept")
