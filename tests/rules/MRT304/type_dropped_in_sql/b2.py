import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('good', 'bad')")
    op.execute("ALTER TABLE users ADD COLUMN mood mood")


def downgrade():
    op.execute("ALTER TABLE users DROP COLUMN mood")
    op.execute("DROP TYPE mood")
