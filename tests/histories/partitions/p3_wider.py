"""A partition for more rows, which the way back does not move out."""
# expect postgresql: downgrade fails once new rows exist
# expect: reversible

from alembic import op

revision = "p3"
down_revision = "p2"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE events DETACH PARTITION events_2024")
        op.execute(
            "ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2026-01-01')"
        )


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE events DETACH PARTITION events_2024")
        op.execute(
            "ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
        )
