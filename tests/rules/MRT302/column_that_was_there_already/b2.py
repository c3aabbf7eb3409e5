import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("users")]
    if "phone" not in columns:
        op.add_column("users", sa.Column("phone", sa.String(30)))


def downgrade():  # expect: MRT302 error
    op.drop_column("users", "phone")
