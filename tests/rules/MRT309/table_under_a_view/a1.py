# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)")


def downgrade():
    op.drop_table("kept")
