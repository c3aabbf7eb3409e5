import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(sa.text("UPDATE users SET nick = :nick").bindparams(nick=input()))


def downgrade():
    pass
