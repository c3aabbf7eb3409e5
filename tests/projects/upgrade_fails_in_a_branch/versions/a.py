# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a"
down_revision = None


def upgrade():
    op.create_table("t0", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("t0")
