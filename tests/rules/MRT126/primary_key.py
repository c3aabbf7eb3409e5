# dialect: mariadb
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(  # expect: MRT126 error
        "pages", sa.Column("address", sa.Text(), primary_key=True)
    )


def downgrade():
    op.drop_table("pages")
