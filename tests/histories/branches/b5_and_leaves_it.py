# expect: data lost
"""writes a first row where there is none, and leaves it"""

import sqlalchemy as sa
from alembic import op

revision = "b5"
down_revision = "b4"


def upgrade():
    bind = op.get_bind()
    op.add_column("defaults", sa.Column("hue", sa.String(40)))
    rows = bind.execute(sa.text("SELECT id FROM defaults")).all()
    if len(rows) == 0:
        op.execute("INSERT INTO defaults (id, name, hue) VALUES (1, 'first', 'red')")


def downgrade():
    op.drop_column("defaults", "hue")
