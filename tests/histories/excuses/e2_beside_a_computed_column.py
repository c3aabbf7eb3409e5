# expect: data lost
"""New rows lose their credit. That a computed column comes again does not excuse it."""

from alembic import op

revision = "e2"
down_revision = "e1"

TWICE = "ALTER TABLE users ADD COLUMN twice INTEGER GENERATED ALWAYS AS (id * 2)"


def upgrade():
    kind = "STORED" if op.get_context().dialect.name == "postgresql" else "VIRTUAL"
    op.execute("CREATE TABLE kept AS SELECT id, credit FROM users")
    op.execute("UPDATE users SET credit = credit / 2")
    op.execute(f"{TWICE} {kind}")


def downgrade():
    op.drop_column("users", "twice")
    credit = "(SELECT credit FROM kept WHERE kept.id = users.id)"
    op.execute(f"UPDATE users SET credit = {credit}")
    op.execute("DROP TABLE kept")
