# expect: reversible
# expect postgresql: data lost
"""leaves the time zone to the session"""

from alembic import op

revision = "h4"
down_revision = "h3"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET LOCAL TIME ZONE 'America/New_York'")
        op.execute("ALTER TABLE visits ALTER at TYPE timestamptz")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET LOCAL TIME ZONE 'America/New_York'")
        op.execute("ALTER TABLE visits ALTER at TYPE timestamp")
