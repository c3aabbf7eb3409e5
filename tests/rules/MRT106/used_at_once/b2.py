from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'ajar'")
    op.execute("UPDATE jobs SET state = 'ajar' WHERE state = 'open'")  # expect: MRT106 error


def downgrade():
    op.execute("UPDATE jobs SET state = 'open' WHERE state = 'ajar'")
    op.execute("ALTER TYPE state RENAME TO old_state")
    op.execute("CREATE TYPE state AS ENUM ('open', 'shut')")
    op.execute("ALTER TABLE jobs ALTER COLUMN state TYPE state USING state::text::state")
    op.execute("DROP TYPE old_state")
