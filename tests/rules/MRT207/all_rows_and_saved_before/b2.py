import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("fax", sa.String(30)))


def downgrade():
    op.execute("CREATE TABLE kept AS SELECT id, email, name, credit FROM users")
    op.execute("DELETE FROM users")  # expect: MRT207 note
    op.drop_column("users", "fax")
    op.execute(
        "INSERT INTO users (id, email, name, credit) SELECT id, email, name, credit FROM kept"
    )
    op.execute("DROP TABLE kept")
