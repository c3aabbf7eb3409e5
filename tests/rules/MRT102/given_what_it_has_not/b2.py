import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("metrics", "is_nan", existing_type=sa.Boolean(), nullable=True)


def downgrade():  # expect: MRT102 error
    pass
