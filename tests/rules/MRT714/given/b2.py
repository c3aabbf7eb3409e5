import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(sa.text("UPDATE users SET name = :name").bindparams(name="-"))


def downgrade():
    op.execute("UPDATE users SET name = ''")
