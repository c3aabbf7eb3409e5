# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE SCHEMA sales")
    op.create_table("product", sa.Column("id", sa.Integer(), primary_key=True), schema="sales")


def downgrade():
    op.drop_table("product", schema="sales")
    op.execute("DROP SCHEMA sales")
