import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column(  # expect: MRT107 warning
        "users", "name", type_=sa.String(90), existing_type=sa.String(50)
    )


def downgrade():
    op.alter_column(
        "users",
        "name",
        type_=sa.String(50),
        existing_type=sa.String(90),
        nullable=False,
    )
