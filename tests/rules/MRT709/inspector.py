import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if not sa.inspect(op.get_bind()).has_table("users"):  # expect: MRT709 warning
        op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("users")
