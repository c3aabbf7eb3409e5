import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"
USERS = sa.table("users", sa.column("id"), sa.column("email"), sa.column("nickname"))


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(120)))
    bind = op.get_bind()
    for user in bind.execute(sa.select(USERS.c.id, USERS.c.email)).all():
        bind.execute(USERS.update().where(USERS.c.id == user.id).values(nickname=user.email))


def downgrade():
    op.drop_column("users", "nickname")
