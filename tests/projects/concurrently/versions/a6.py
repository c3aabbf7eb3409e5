# expect: upgrade fails
import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade():
    op.create_index("ix_state", "product", ["state"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_state")
