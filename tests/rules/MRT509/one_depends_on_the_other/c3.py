import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "a1"
depends_on = "b2"


def upgrade():
    op.alter_column("users", "name", type_=sa.Text(), existing_type=sa.String(80))


def downgrade():
    op.alter_column("users", "name", type_=sa.String(80), existing_type=sa.Text())
