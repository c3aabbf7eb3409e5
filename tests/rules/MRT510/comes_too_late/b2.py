import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("faxes", sa.Column("sent_at", sa.DateTime()))  # expect: MRT510 error


def downgrade():
    op.drop_column("faxes", "sent_at")
