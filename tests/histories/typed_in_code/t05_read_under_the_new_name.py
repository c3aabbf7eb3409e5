# expect: reversible
"""Code without types: a dict is what refuses an unknown label."""

import sqlalchemy as sa
from alembic import op

revision = "t05"
down_revision = "t04"


def upgrade():
    number = {"active": 1, "gone": 2, "locked": 3}
    op.add_column("people", sa.Column("rank", sa.Integer))
    bind = op.get_bind()
    for id, standing in bind.execute(sa.text("SELECT id, standing FROM people")).all():
        rank = number[standing]
        bind.execute(sa.text("UPDATE people SET rank = :r WHERE id = :i"), {"r": rank, "i": id})


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.drop_column("rank")
