# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE bookings (id INTEGER PRIMARY KEY, during TSRANGE, "
        "CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&))"
    )


def downgrade():
    op.drop_table("bookings")
