# expect: reversible
"""keeps universal time"""

from alembic import op

revision = "h5"
down_revision = "h4"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE visits ALTER at TYPE timestamp USING at AT TIME ZONE 'UTC'")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE visits ALTER at TYPE timestamptz USING at AT TIME ZONE 'UTC'")
