import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("uq_email", table_name="users")
    op.create_index("uq_id_email", "users", ["id", "email"], unique=True)


def downgrade():
    op.drop_index("uq_id_email", table_name="users")
    op.create_index(  # expect: MRT111 error
        "uq_email", "users", ["email"], unique=True, postgresql_where=sa.text("NOT deleted")
    )
