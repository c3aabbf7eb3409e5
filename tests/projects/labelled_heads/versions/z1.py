# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "z1"
down_revision = None
branch_labels = "office"


def upgrade():
    op.create_table("desk", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("desk")
