import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("codes", "code", existing_type=sa.String(10), type_=sa.CHAR(10))  # expect: MRT204 warning


def downgrade():
    op.alter_column("codes", "code", existing_type=sa.CHAR(10), type_=sa.String(10))
