import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    if op.get_bind().execute(sa.text("SELECT 1 FROM users WHERE nickname IS NOT NULL")).scalar():
        raise RuntimeError("There are nicknames; export them first.")
    op.drop_column("users", "nickname")
