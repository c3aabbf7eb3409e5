# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "a"


def upgrade():
    op.create_table("t3", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("t3")
