# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_name", "product", ["name"])


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_name", table_name="product")
