# expect: reversible
# expect postgresql: reversible
"""turns in rows of their own, and back in their places"""

from alembic import op

revision = "a8"
down_revision = "a7"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("CREATE TABLE walk_turns (walk integer REFERENCES walks, place integer, name text)")
    op.execute(
        "INSERT INTO walk_turns SELECT w.id, s.place, s.name "
        "FROM walks w, unnest(w.turns) WITH ORDINALITY AS s (name, place)"
    )
    op.drop_column("walks", "turns")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("ALTER TABLE walks ADD COLUMN turns text[]")
    op.execute(
        "UPDATE walks SET turns = coalesce((SELECT array_agg(s.name ORDER BY s.place) "
        "FROM walk_turns s WHERE s.walk = walks.id), '{}')"
    )
    op.execute("ALTER TABLE walks ALTER COLUMN turns SET NOT NULL")
    op.drop_table("walk_turns")
