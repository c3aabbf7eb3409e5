import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('good', 'bad')")


def downgrade():
    op.execute("DROP TYPE mood")
