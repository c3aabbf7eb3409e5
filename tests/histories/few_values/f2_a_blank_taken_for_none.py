# expect: data lost
"""moves each nick that is not blank"""

import sqlalchemy as sa
from alembic import op

revision = "f2"
down_revision = "f1"


def upgrade():
    nicks = op.create_table(
        "nicks",
        sa.Column("person_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("nick", sa.String(20), nullable=False),
    )
    for person_id, nick in op.get_bind().execute(sa.text("SELECT id, nick FROM people")).all():
        if nick:
            op.execute(nicks.insert().values(person_id=person_id, nick=nick))
    op.drop_column("people", "nick")


def downgrade():
    op.add_column("people", sa.Column("nick", sa.String(20)))
    op.execute("UPDATE people SET nick = (SELECT nick FROM nicks WHERE person_id = people.id)")
    op.drop_table("nicks")
