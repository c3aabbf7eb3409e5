# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "2024.01 second"
down_revision = "2024.01 first"


def upgrade():
    op.create_table("Mixed Case", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("Mixed Case")
