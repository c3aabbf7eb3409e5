from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("UPDATE notes SET text = '# noqa: MRT102'")


def downgrade():
    op.execute("UPDATE notes SET text = '# mrt: ignore'")
