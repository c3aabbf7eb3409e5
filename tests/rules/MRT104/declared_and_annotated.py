from alembic import op

revision = "a1"
down_revision = None
irreversible: str = "The faxes are gone; " "restore the dump."  # expect: MRT104 note


def upgrade():
    op.drop_table("faxes")
