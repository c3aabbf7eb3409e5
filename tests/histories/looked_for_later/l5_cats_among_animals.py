# expect: reversible
"""moves rows into a table of several kinds, and back with those that have come since"""

import sqlalchemy as sa
from alembic import op

revision = "l5"
down_revision = "l4"


def upgrade():
    op.create_table(
        "animals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(5), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("old_id", sa.Integer),
    )
    op.execute("INSERT INTO animals (kind, name, old_id) SELECT 'cat', name, id FROM cats")
    op.execute("DELETE FROM cats")


def downgrade():
    op.execute(
        "INSERT INTO cats (id, name) SELECT old_id, name FROM animals"
        " WHERE kind = 'cat' AND old_id IS NOT NULL"
    )
    op.execute(
        "INSERT INTO cats (id, name) SELECT id + 1000000, name FROM animals"
        " WHERE kind = 'cat' AND old_id IS NULL"
    )
    op.drop_table("animals")
