import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(120)))
    for user in op.get_bind().execute(sa.text("SELECT email, nickname FROM users")).all():
        user.nickname = user.email  # expect: MRT121 error


def downgrade():
    op.drop_column("users", "nickname")
