# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a"


def upgrade():
    op.create_table("t2", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("t2")
