# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("orders", sa.Column("id", sa.String(36), primary_key=True), sa.Column("note", sa.Text()))


def downgrade():
    op.drop_table("orders")
