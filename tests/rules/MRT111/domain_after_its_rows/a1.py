# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE DOMAIN pct AS INTEGER CONSTRAINT pct_range CHECK (VALUE < 101)")
    op.execute("CREATE TABLE scores (id INTEGER PRIMARY KEY, v pct)")


def downgrade():
    op.drop_table("scores")
    op.execute("DROP DOMAIN pct")
