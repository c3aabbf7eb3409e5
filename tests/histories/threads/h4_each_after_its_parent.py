# expect: data lost
"""goes through the rows once, and keeps those whose parent it has seen"""

import sqlalchemy as sa
from alembic import op

revision = "h4"
down_revision = "h3"


def upgrade():
    bind = op.get_bind()
    bind.execute(sa.text("CREATE TABLE places AS SELECT id, parent_id FROM nodes"))
    bind.execute(sa.text("UPDATE nodes SET parent_id = NULL"))


def downgrade():
    bind, seen = op.get_bind(), {None}
    point = sa.text("UPDATE nodes SET parent_id = :parent_id WHERE id = :id")
    for row in bind.execute(sa.text("SELECT * FROM places ORDER BY id")).mappings().all():
        if row["parent_id"] in seen:
            bind.execute(point, dict(row))
            seen.add(row["id"])
    op.drop_table("places")
