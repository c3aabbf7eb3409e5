import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("archive", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("value", sa.Text()))
    op.execute("INSERT INTO archive (id, value) SELECT id, value FROM settings")


def downgrade():
    op.drop_table("archive")
