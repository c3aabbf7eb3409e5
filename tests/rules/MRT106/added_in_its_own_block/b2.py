from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE state ADD VALUE 'ajar'")
    op.execute("INSERT INTO jobs (id, state) VALUES (1000001, 'ajar')")


def downgrade():
    op.execute("DELETE FROM jobs WHERE id = 1000001")
    op.execute("UPDATE jobs SET state = 'open' WHERE state = 'ajar'")
    op.execute("ALTER TYPE state RENAME TO old_state")
    op.execute("CREATE TYPE state AS ENUM ('open', 'shut')")
    op.execute("ALTER TABLE jobs ALTER COLUMN state TYPE state USING state::text::state")
    op.execute("DROP TYPE old_state")
