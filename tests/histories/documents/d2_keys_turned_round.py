# expect: reversible
"""Each document is read and written, the same way in both directions."""

import sqlalchemy as sa
from alembic import op

revision = "d2"
down_revision = "d1"

folders = sa.table("folders", sa.column("id"), sa.column("data", sa.JSON))


def turn_round():
    connection = op.get_bind()
    whole = sa.select(folders).where(folders.c.id.not_in([900003]))
    for number, data in connection.execute(whole).all():
        if isinstance(data, dict):
            turned = {key[::-1]: value for key, value in data.items()}
            change = folders.update().where(folders.c.id == number)
            connection.execute(change.values(data=turned))


def upgrade():
    turn_round()


def downgrade():
    turn_round()
