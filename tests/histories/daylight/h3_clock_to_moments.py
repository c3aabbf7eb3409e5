# expect: reversible
# expect postgresql: data lost
"""keeps the moment, which an hour in spring does not have"""

from alembic import op

revision = "h3"
down_revision = "h2"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE visits ALTER local TYPE timestamptz USING local AT TIME ZONE 'Europe/Rome'"
        )


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE visits ALTER local TYPE timestamp USING local AT TIME ZONE 'Europe/Rome'"
        )
