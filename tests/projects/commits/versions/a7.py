# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade():
    with op.get_bind().begin_nested():
        op.add_column("product", sa.Column("v", sa.String(20)))


def downgrade():
    with op.get_bind().begin_nested():
        op.drop_column("product", "v")
