from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(  # expect: MRT128 note
            "ix_email", "users", ["email"], postgresql_concurrently=True, if_not_exists=True
        )


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_email", table_name="users", postgresql_concurrently=True)
