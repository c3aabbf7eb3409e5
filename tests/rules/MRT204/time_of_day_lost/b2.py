import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "born", type_=sa.Date())  # expect: MRT204 error


def downgrade():
    op.alter_column("users", "born", type_=sa.DateTime())
