import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", type_=sa.String(60, collation="C"))


def downgrade():
    op.execute("UPDATE users SET name = left(name, 30)")
    op.alter_column("users", "name", type_=sa.String(30))  # expect: MRT303 error
