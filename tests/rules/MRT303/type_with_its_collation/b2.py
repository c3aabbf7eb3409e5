import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "name", type_=sa.Text(collation="C"))


def downgrade():
    op.execute("UPDATE users SET name = left(name, 30)")
    op.execute('ALTER TABLE users ALTER COLUMN name TYPE VARCHAR(30) COLLATE "C"')
