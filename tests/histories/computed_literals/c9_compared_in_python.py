# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "c9"
down_revision = "c8"


def upgrade():
    connection = op.get_bind()
    change = sa.text("UPDATE tickets SET kind = 0 WHERE id = :id")
    for number, kind in connection.execute(sa.text("SELECT id, kind FROM tickets")).all():
        if kind == -9:
            connection.execute(change, {"id": number})


def downgrade():
    pass
