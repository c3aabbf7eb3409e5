"""A partition for rows that go back into the default one, which took every row."""
# expect postgresql: reversible
# expect: reversible

from alembic import op

revision = "p6"
down_revision = "p5"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE events DETACH PARTITION events_rest")
        op.execute(
            "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')"
        )
        op.execute(
            "INSERT INTO events SELECT * FROM events_rest WHERE at >= '2027-01-01' AND at < '2028-01-01'"
        )
        op.execute("DELETE FROM events_rest WHERE at >= '2027-01-01' AND at < '2028-01-01'")
        op.execute("ALTER TABLE events ATTACH PARTITION events_rest DEFAULT")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE events DETACH PARTITION events_2027")
        op.execute("INSERT INTO events SELECT * FROM events_2027")
        op.execute("DROP TABLE events_2027")
