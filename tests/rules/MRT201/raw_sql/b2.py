import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.get_bind().execute(sa.text("ALTER TABLE users DROP COLUMN phone"))  # expect: MRT201 error


def downgrade():
    op.execute("ALTER TABLE users ADD COLUMN phone VARCHAR(30)")
