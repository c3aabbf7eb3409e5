from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index(  # expect: MRT105 error
        "ix_name", "users", ["name"], postgresql_concurrently=True
    )


def downgrade():
    op.drop_index("ix_name", table_name="users")
