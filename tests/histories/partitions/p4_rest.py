"""A partition for all other rows."""
# expect postgresql: reversible
# expect: reversible

from alembic import op

revision = "p4"
down_revision = "p3"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE TABLE events_rest PARTITION OF events DEFAULT")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TABLE events_rest")
