import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("x", sa.Text()))


def downgrade():
    op.execute("CREATE TABLE aside AS SELECT id, name FROM users")
    op.execute("DELETE FROM users")  # expect: MRT207 error
    op.drop_column("users", "x")
    op.execute("INSERT INTO users (id, name) SELECT id, name FROM aside")
    op.execute("DROP TABLE aside")
