"""A partition for rows that were in the default one."""
# expect postgresql: data lost
# expect: reversible

from alembic import op

revision = "p5"
down_revision = "p4"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE events DETACH PARTITION events_rest")
        op.execute(
            "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"
        )
        op.execute(
            "INSERT INTO events SELECT * FROM events_rest WHERE at >= '2026-01-01' AND at < '2027-01-01'"
        )
        op.execute("DELETE FROM events_rest WHERE at >= '2026-01-01' AND at < '2027-01-01'")
        op.execute("ALTER TABLE events ATTACH PARTITION events_rest DEFAULT")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TABLE events_2026")
