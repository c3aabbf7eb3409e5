# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "e"
down_revision = "m2"


def upgrade():
    op.add_column("t9", sa.Column("w", sa.String(20)))


def downgrade():
    op.drop_column("t9", "w")
