# expect: reversible
"""keeps the names where another process finds them"""

from alembic import op

revision = "m6"
down_revision = "m5"

SEEN = []


def upgrade():
    op.execute("CREATE TABLE kept_names AS SELECT id, name FROM people")
    op.execute("UPDATE people SET name = 'nobody'")
    SEEN.append("upgrade")


def downgrade():
    assert SEEN == []
    op.execute(
        "UPDATE people SET name = (SELECT name FROM kept_names k WHERE k.id = people.id) "
        "WHERE id IN (SELECT id FROM kept_names)"
    )
    op.drop_table("kept_names")
