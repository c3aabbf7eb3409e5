# expect: reversible
"""adds a nested key where it is absent, and notes where"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"

folders = sa.table(
    "folders",
    sa.column("id", sa.Integer),
    sa.column("settings", sa.JSON),
    sa.column("given", sa.Integer),
)


def rewrite(row, settings, given):
    values = {"settings": settings, "given": given}
    op.get_bind().execute(sa.update(folders).where(folders.c.id == row.id).values(values))


def upgrade():
    op.add_column("folders", sa.Column("given", sa.Integer))
    for row in op.get_bind().execute(sa.select(folders)).all():
        look = row.settings.get("look")
        if isinstance(look, dict) and "theme" not in look:
            rewrite(row, row.settings | {"look": look | {"theme": "light"}}, 1)


def downgrade():
    for row in op.get_bind().execute(sa.select(folders).where(folders.c.given == 1)).all():
        look = dict(row.settings["look"])
        del look["theme"]
        rewrite(row, row.settings | {"look": look}, None)
    op.drop_column("folders", "given")
