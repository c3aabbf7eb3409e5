from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.drop_table("faxes")


def downgrade():
    raise RuntimeError("The faxes are gone; restore the dump.")
