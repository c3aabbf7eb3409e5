from alembic import op

from shared_steps import drop_citext as downgrade

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE EXTENSION citext")
