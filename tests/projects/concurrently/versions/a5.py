# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'found'")


def downgrade():
    op.execute("UPDATE product SET state = 'old' WHERE state = 'found'")
    op.execute("ALTER TYPE state RENAME TO state_old")
    op.execute("CREATE TYPE state AS ENUM ('new', 'old', 'lost')")
    op.execute("ALTER TABLE product ALTER state TYPE state USING state::text::state")
    op.execute("DROP TYPE state_old")
