from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_email", "users", ["email"], postgresql_concurrently=True
        )


def downgrade():
    op.drop_index("ix_email", table_name="users")  # expect: MRT127 note
