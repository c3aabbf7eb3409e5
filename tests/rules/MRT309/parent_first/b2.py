import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("albums", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "tracks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("album_id", sa.Integer(), sa.ForeignKey("albums.id")),
    )


def downgrade():
    op.drop_table("albums")  # expect: MRT309 error
    op.drop_table("tracks")
