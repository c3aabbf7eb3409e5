# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("a") as batch:
        batch.add_column(sa.Column("note", sa.Text()))


def downgrade():
    op.drop_table("a")
