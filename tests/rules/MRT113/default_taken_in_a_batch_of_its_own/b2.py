import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("city", sa.String(40), nullable=False, server_default="Oslo"))
    with op.batch_alter_table("users") as batch:
        batch.alter_column("city", server_default=None)


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_column("city")
