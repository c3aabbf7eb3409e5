import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_email", "users", ["email"], postgresql_concurrently=True, if_not_exists=True
        )
    valid = op.get_bind().scalar(
        sa.text("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_email'::regclass")
    )
    if not valid:
        raise RuntimeError("index ix_email is not valid: drop it and try again")


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_email", table_name="users", postgresql_concurrently=True)
