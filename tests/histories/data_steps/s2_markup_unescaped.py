# expect: data lost
"""reads markup, and writes it otherwise"""

import html

import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"


def rewrite(change):
    bind = op.get_bind()
    found = bind.execute(sa.text("SELECT id, title FROM notes WHERE title IS NOT NULL")).all()
    for key, title in found:
        put = sa.text("UPDATE notes SET title = :title WHERE id = :key")
        bind.execute(put, {"title": change(title)[:80], "key": key})


def upgrade():
    rewrite(html.unescape)


def downgrade():
    rewrite(html.escape)
