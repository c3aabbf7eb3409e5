# no round trip: an hour that a zone has twice comes back as one of them
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column(
        "visits",
        "at",
        existing_type=sa.DateTime(),
        type_=sa.DateTime(timezone=True),
        postgresql_using="at AT TIME ZONE 'Europe/Berlin'",
    )


def downgrade():
    op.alter_column(
        "visits",
        "at",
        existing_type=sa.DateTime(timezone=True),
        type_=sa.DateTime(),
        postgresql_using="at AT TIME ZONE 'Europe/Berlin'",
    )
