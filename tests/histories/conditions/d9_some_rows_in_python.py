# No name is the reverse of itself and more than twenty letters long.
# expect: unproven
import sqlalchemy as sa
from alembic import op

revision = "d9"
down_revision = "d8"


def upgrade():
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, name FROM labels")).all():
        if len(row.name) > 20 and row.name == row.name[::-1]:
            bind.execute(sa.text("UPDATE labels SET name = 'p' WHERE id = :id"), {"id": row.id})


def downgrade():
    pass
