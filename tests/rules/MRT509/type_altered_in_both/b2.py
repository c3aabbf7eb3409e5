import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", type_=sa.String(80), existing_type=sa.String(40))


def downgrade():
    op.alter_column("users", "name", type_=sa.String(40), existing_type=sa.String(80))
