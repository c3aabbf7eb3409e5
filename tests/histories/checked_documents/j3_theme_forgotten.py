# expect: data lost
"""the theme in a column of its own, and nowhere"""

import sqlalchemy as sa
from alembic import op

revision = "j3"
down_revision = "j2"

OUT = {
    "postgresql": "SET mood = doc #>> '{ui,mood}', doc = doc #- '{ui,mood}'",
    "sqlite": "SET mood = doc ->> '$.ui.mood', doc = json_remove(doc, '$.ui.mood')",
}


def upgrade():
    op.add_column("settings", sa.Column("mood", sa.Text()))
    op.execute(f"UPDATE settings {OUT[op.get_context().dialect.name]}")


def downgrade():
    op.drop_column("settings", "mood")
