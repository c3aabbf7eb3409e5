import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name == "mysql":
        return
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    if op.get_bind().dialect.name == "mysql":
        return
    op.drop_column("users", "nickname")
