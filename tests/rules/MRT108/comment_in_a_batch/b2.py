# no round trip: there is none on MariaDB
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("name", comment="as signed")  # expect: MRT108 error


def downgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(50), comment=None)
