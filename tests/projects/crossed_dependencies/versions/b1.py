# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = None
branch_labels = ("bb",)
depends_on = "a1"


def upgrade():
    op.create_table("b", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("b")
