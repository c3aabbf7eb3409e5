from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("DELETE FROM sessions")


def downgrade():  # expect: MRT102 error
    op.execute("SELECT count(*) FROM sessions")
