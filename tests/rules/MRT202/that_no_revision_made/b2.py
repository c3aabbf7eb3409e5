import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_table("legacy")  # expect: MRT202 error


def downgrade():
    op.create_table("legacy", sa.Column("id", sa.Integer()))
