import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE kept AS SELECT id, a, b FROM users")
    op.drop_column("users", "a")  # expect: MRT201 error
    op.drop_column("users", "b")  # expect: MRT201 error


def downgrade():
    op.add_column("users", sa.Column("a", sa.Integer()))
    op.add_column("users", sa.Column("b", sa.Integer()))
    op.execute("UPDATE users SET a = kept.b, b = kept.a FROM kept WHERE kept.id = users.id")
    op.drop_table("kept")
