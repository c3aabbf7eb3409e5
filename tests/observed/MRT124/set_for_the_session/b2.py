import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("SET search_path = public, pg_catalog")  # expect: MRT124 note
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    op.drop_column("users", "nickname")
