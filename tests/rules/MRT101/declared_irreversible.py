from alembic import op

revision = "a1"
down_revision = None
irreversible = "The faxes are gone; restore the dump of the day before."


def upgrade():
    op.drop_table("faxes")
