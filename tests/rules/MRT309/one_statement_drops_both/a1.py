# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE base (x integer)")
    op.execute("CREATE TABLE child (y integer) INHERITS (base)")
    op.execute("CREATE TABLE a (id integer PRIMARY KEY)")
    op.execute("CREATE TABLE b (id integer REFERENCES a (id))")


def downgrade():
    op.execute("DROP TABLE base, child")
    op.execute("DROP TABLE a, b")
