import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DROP TABLE IF EXISTS import_leftovers")


def downgrade():
    pass
