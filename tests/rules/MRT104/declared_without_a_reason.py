from alembic import op

revision = "a1"
down_revision = None
irreversible = True  # expect: MRT104 error


def upgrade():
    op.drop_table("faxes")


def downgrade():
    pass
