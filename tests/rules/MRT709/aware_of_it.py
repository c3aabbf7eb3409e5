import sqlalchemy as sa
from alembic import op
from alembic import context

revision = "a1"
down_revision = None


def upgrade():
    if not context.is_offline_mode():
        rows = op.get_bind().execute(sa.text("SELECT name FROM users")).fetchall()
        print(len(rows))


def downgrade():
    pass
