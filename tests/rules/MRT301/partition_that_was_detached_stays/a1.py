# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE ev (at date NOT NULL, kind text) PARTITION BY RANGE (at)")


def downgrade():
    op.execute("DROP TABLE ev")
