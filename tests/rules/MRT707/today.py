from datetime import date

from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.alter_column("users", "seen", server_default=str(date.today()))  # expect: MRT707 warning


def downgrade():
    op.alter_column("users", "seen", server_default=None)
