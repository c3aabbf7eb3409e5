import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", type_=sa.Text(), existing_type=sa.String(40))  # expect: MRT509 warning


def downgrade():
    op.alter_column("users", "name", type_=sa.String(40), existing_type=sa.Text())
