import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if not sa.inspect(op.get_bind()).has_table("users"):
        op.create_table("users", sa.Column("id", sa.Integer()))  # expect: MRT710 note


def downgrade():
    op.drop_table("users")
