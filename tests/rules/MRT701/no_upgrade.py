from alembic import op

revision = "a1"  # expect: MRT701 error
down_revision = None


def downgrade():
    op.drop_table("users")
