from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE state ADD VALUE 'ajar'")


def downgrade():
    op.execute("ALTER TYPE state RENAME TO old_state")
    op.execute("CREATE TYPE state AS ENUM ('open', 'shut')")
    op.execute(  # expect: MRT111 error
        "ALTER TABLE users ALTER COLUMN state TYPE state USING state::text::state"
    )
    op.execute("DROP TYPE old_state")
