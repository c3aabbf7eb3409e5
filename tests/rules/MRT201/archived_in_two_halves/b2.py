import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "kept",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("a", sa.Integer()),
    )
    op.execute("INSERT INTO kept (id, a) SELECT id, a FROM users WHERE id < 100")
    op.execute("INSERT INTO kept (id, a) SELECT id, a FROM users WHERE id >= 100")
    op.drop_column("users", "a")


def downgrade():
    op.add_column("users", sa.Column("a", sa.Integer()))
    op.execute("UPDATE users SET a = (SELECT a FROM kept WHERE kept.id = users.id)")
    op.drop_table("kept")
