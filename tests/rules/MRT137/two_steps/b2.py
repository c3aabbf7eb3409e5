import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("born", sa.Date()))  # expect: MRT137 note
    op.create_index("ix_email", "users", ["email"], unique=True)


def downgrade():
    op.drop_index("ix_email", table_name="users")  # expect: MRT137 note
    op.drop_column("users", "born")
