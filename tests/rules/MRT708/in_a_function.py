import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def make():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))


def upgrade():
    make()


def downgrade():
    op.drop_table("users")
