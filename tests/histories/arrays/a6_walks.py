# expect: reversible
# expect postgresql: reversible
"""walks with their stops and turns"""

from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute(
        "CREATE TABLE walks (id serial PRIMARY KEY, stops text[] NOT NULL, turns text[] NOT NULL)"
    )


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.drop_table("walks")
