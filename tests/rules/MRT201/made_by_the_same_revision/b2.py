import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("scratch", sa.Text()))
    op.execute("UPDATE users SET scratch = lower(email)")
    op.drop_column("users", "scratch")


def downgrade():
    pass
