# expect: reversible
"""One document stands there in two spellings, as different programs write it."""

import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = None


def upgrade():
    folders = op.create_table(
        "folders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("data", sa.JSON),
        sa.Column("size", sa.Integer),
    )
    data = sa.table("folders", *(sa.column(c.name) for c in folders.columns))
    rows = ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}', "[" * 3000 + "]" * 3000)
    for number, text in enumerate(rows, start=900001):
        written = sa.cast(sa.literal(text, sa.Text), sa.JSON if is_postgresql() else sa.Text)
        op.execute(data.insert().values(id=number, data=written, size=1))


def downgrade():
    op.drop_table("folders")


def is_postgresql():
    return op.get_context().dialect.name == "postgresql"
