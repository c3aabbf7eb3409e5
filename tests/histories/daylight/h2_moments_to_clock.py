# expect: reversible
# expect postgresql: data lost
"""keeps the time of the clock, which an hour in autumn has twice"""

from alembic import op

revision = "h2"
down_revision = "h1"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE visits ALTER at TYPE timestamp USING at AT TIME ZONE 'Europe/Berlin'"
        )


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE visits ALTER at TYPE timestamptz USING at AT TIME ZONE 'Europe/Berlin'"
        )
