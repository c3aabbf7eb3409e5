# expect: reversible
"""a longer name is cut to what the column has room for, as it is declared"""

import sqlalchemy as sa
from alembic import op

revision = "l3"
down_revision = "l2"


def upgrade():
    with op.batch_alter_table("members") as batch:
        batch.alter_column("name", existing_type=sa.String(60), type_=sa.String(90))


def downgrade():
    op.execute("UPDATE members SET name = substr(name, 1, 60)")
    with op.batch_alter_table("members") as batch:
        batch.alter_column("name", existing_type=sa.String(90), type_=sa.String(60))
