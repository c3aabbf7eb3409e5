import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "id", server_default=None)
    op.execute("DROP SEQUENCE users_id_seq")


def downgrade():
    op.execute("CREATE SEQUENCE users_id_seq AS integer OWNED BY users.id")
    op.alter_column(
        "users", "id", server_default=sa.text("nextval('users_id_seq')")
    )  # expect: MRT206 error
