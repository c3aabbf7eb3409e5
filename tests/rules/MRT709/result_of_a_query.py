import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT name FROM users")).fetchall()  # expect: MRT709 warning
    print(len(rows))


def downgrade():
    pass
