import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT count(*) FROM users WHERE nickname IS NOT NULL")):
        raise RuntimeError("there are nicknames")
    op.drop_column("users", "nickname")
