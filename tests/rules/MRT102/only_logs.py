import logging

from alembic import op

revision = "a1"
down_revision = None


log = logging.getLogger("alembic.runtime.migration")


def upgrade():
    op.create_index("ix_events_kind", "events", ["kind"])


def downgrade():  # expect: MRT102 error
    """Indexes are harmless."""
    log.info("nothing to undo for %s", revision)
