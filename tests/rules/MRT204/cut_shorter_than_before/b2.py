import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "bio", existing_type=sa.String(40), type_=sa.Text())  # expect: MRT204 warning


def downgrade():
    op.alter_column(
        "users",
        "bio",
        existing_type=sa.Text(),
        type_=sa.String(40),
        postgresql_using="substr(bio, 0, 40)",
    )
