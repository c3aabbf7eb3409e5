import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("IX_Phone", "users", ["phone"])


def downgrade():
    op.execute("DROP INDEX ix_phone")
