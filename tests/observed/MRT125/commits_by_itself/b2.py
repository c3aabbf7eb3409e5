import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))
    op.get_bind().commit()  # expect: MRT125 note
    op.create_index("ix_users_nickname", "users", ["nickname"])


def downgrade():
    op.drop_index("ix_users_nickname", table_name="users")
    op.drop_column("users", "nickname")
