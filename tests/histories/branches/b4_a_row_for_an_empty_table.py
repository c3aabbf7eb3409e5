# expect: reversible
"""writes a first row where there is none, and takes it back"""

import sqlalchemy as sa
from alembic import op

revision = "b4"
down_revision = "b3"


def upgrade():
    bind = op.get_bind()
    op.add_column("settings", sa.Column("kind", sa.String(40)))
    rows = bind.execute(sa.text("SELECT id FROM settings")).all()
    if len(rows) == 0:
        op.execute("INSERT INTO settings (id, name, kind) VALUES (1, 'first', 'own')")


def downgrade():
    op.execute("DELETE FROM settings WHERE kind = 'own'")
    op.drop_column("settings", "kind")
