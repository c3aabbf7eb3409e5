import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "phone", new_column_name="mobile")
    op.add_column("users", sa.Column("fax", sa.String(30)))


def downgrade():  # expect: MRT303 error
    op.drop_column("users", "fax")
