# no round trip: a run writes the NULL that no one asks for
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("tickets", "number", existing_type=sa.Integer(), nullable=True)


def downgrade():
    op.alter_column("tickets", "number", existing_type=sa.Integer(), nullable=False)  # expect: MRT111 note
