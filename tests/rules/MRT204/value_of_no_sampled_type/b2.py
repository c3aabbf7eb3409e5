import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("profiles", sa.Column("photo_url", sa.Text()))
    op.execute("UPDATE profiles SET photo = NULL")  # expect: MRT204 error


def downgrade():
    op.drop_column("profiles", "photo_url")
