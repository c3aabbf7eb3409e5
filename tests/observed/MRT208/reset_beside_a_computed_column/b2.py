from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE kept AS SELECT id, credit FROM users")
    op.execute("UPDATE users SET credit = credit + 1")
    op.execute("ALTER TABLE users ADD COLUMN twice INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL")


def downgrade():
    op.drop_column("users", "twice")
    credit = "(SELECT credit FROM kept WHERE kept.id = users.id)"
    op.execute(f"UPDATE users SET credit = {credit}")  # expect: MRT208 error
    op.execute("DROP TABLE kept")
