# expect: reversible
"""a tile may be without a colour, but for a CHECK"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"


def upgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.alter_column("colour", existing_type=sa.String(40), nullable=True)
        batch.create_check_constraint("coloured", "colour IS NOT NULL")


def downgrade():
    with op.batch_alter_table("tiles") as batch:
        batch.drop_constraint("coloured", type_="check")
        batch.alter_column("colour", existing_type=sa.String(40), nullable=False)
