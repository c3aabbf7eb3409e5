"""Events, a partition a year."""
# expect postgresql: reversible
# expect: reversible

from alembic import op

revision = "p1"
down_revision = None


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at)"
        )
        op.execute(
            "CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')"
        )


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TABLE events")
