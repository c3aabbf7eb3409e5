from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("VACUUM ANALYZE users")  # expect: MRT105 error


def downgrade():
    pass
