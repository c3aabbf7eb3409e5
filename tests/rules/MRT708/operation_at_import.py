import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None

op.create_table("users", sa.Column("id", sa.Integer()))  # expect: MRT708 error


def upgrade():
    pass


def downgrade():
    op.drop_table("users")
