# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE FUNCTION tax(amount integer) RETURNS numeric AS 'SELECT amount * 0.2' LANGUAGE sql")


def downgrade():
    op.execute("DROP FUNCTION tax(integer)")
