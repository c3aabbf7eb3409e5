import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column(
        "metrics", "is_nan", type_=sa.Boolean(create_constraint=True), nullable=False
    )


def downgrade():  # expect: MRT102 note
    pass
