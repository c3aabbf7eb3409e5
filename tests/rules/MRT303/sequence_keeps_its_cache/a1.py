# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE SEQUENCE ticket_no INCREMENT BY 1")


def downgrade():
    op.execute("DROP SEQUENCE ticket_no")
