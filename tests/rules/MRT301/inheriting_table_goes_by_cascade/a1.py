# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE base (x integer)")
    op.execute("CREATE TABLE child (y integer) INHERITS (base)")


def downgrade():
    op.execute("DROP TABLE base CASCADE")
