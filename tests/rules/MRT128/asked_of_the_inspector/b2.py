import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    indexes = sa.inspect(op.get_bind()).get_indexes("users")
    if "ix_email" not in {index["name"] for index in indexes}:
        with op.get_context().autocommit_block():
            op.create_index(  # expect: MRT128 note
                "ix_email", "users", ["email"], postgresql_concurrently=True
            )


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_email", table_name="users", postgresql_concurrently=True)
