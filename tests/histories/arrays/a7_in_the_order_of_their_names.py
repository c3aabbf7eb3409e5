# expect: reversible
# expect postgresql: data lost
"""stops in rows of their own, and back by their names"""

from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("CREATE TABLE walk_stops (walk integer REFERENCES walks, place integer, name text)")
    op.execute(
        "INSERT INTO walk_stops SELECT w.id, s.place, s.name "
        "FROM walks w, unnest(w.stops) WITH ORDINALITY AS s (name, place)"
    )
    op.drop_column("walks", "stops")


def downgrade():
    if op.get_bind().dialect.name != "postgresql":
        return

    op.execute("ALTER TABLE walks ADD COLUMN stops text[]")
    op.execute(
        "UPDATE walks SET stops = coalesce((SELECT array_agg(s.name ORDER BY s.name) "
        "FROM walk_stops s WHERE s.walk = walks.id), '{}')"
    )
    op.execute("ALTER TABLE walks ALTER COLUMN stops SET NOT NULL")
    op.drop_table("walk_stops")
