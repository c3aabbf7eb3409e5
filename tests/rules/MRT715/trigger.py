# dialect: sqlite
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM old; SELECT 1; END;")


def downgrade():
    op.execute("DROP TRIGGER t")
