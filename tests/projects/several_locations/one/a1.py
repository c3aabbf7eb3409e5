# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None
branch_labels = ("one",)


def upgrade():
    op.create_table("product", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("product")
