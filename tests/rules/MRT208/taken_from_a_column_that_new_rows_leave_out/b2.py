import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("people", sa.Column("name_raw", sa.String(80)))
    op.execute("UPDATE people SET name_raw = name, name = trim(name)")


def downgrade():
    op.execute("UPDATE people SET name = name_raw")  # expect: MRT208 warning
    op.drop_column("people", "name_raw")
