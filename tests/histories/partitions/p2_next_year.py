"""A partition for rows that had no place before."""
# expect postgresql: reversible
# expect: reversible

from alembic import op

revision = "p2"
down_revision = "p1"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
        )


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TABLE events_2024")
