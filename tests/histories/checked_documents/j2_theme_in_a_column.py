# expect: reversible
"""the theme in a column of its own, and back in the document"""

import sqlalchemy as sa
from alembic import op

revision = "j2"
down_revision = "j1"

OUT = {
    "postgresql": "SET theme = doc #>> '{ui,theme}', doc = doc #- '{ui,theme}'",
    "sqlite": "SET theme = doc ->> '$.ui.theme', doc = json_remove(doc, '$.ui.theme')",
}
BACK = {
    "postgresql": "SET doc = jsonb_set(doc, '{ui,theme}', to_jsonb(theme))",
    "sqlite": "SET doc = json_set(doc, '$.ui.theme', theme)",
}


def upgrade():
    op.add_column("settings", sa.Column("theme", sa.Text()))
    op.execute(f"UPDATE settings {OUT[op.get_context().dialect.name]}")


def downgrade():
    op.execute(f"UPDATE settings {BACK[op.get_context().dialect.name]} WHERE theme IS NOT NULL")
    op.drop_column("settings", "theme")
