import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("measures", "reading", existing_type=sa.Double(), type_=sa.REAL())  # expect: MRT204 error


def downgrade():
    op.alter_column("measures", "reading", existing_type=sa.REAL(), type_=sa.Double())
