import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column(  # expect: MRT115 warning
        "a", sa.Column("at", sa.DateTime(), server_default=sa.func.current_timestamp())
    )


def downgrade():
    op.drop_column("a", "at")
