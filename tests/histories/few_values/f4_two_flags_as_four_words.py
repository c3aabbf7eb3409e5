# expect: reversible
"""each of what two flags can be has a word of its own"""

import sqlalchemy as sa
from alembic import op

revision = "f4"
down_revision = "f3"

WORDS = "'suspended', 'active', 'banned', 'dormant'"


def upgrade():
    op.add_column("people", sa.Column("shape", sa.String(20)))
    op.execute(
        "UPDATE people SET shape = CASE WHEN shut AND late THEN 'suspended' "
        "WHEN shut THEN 'banned' WHEN late THEN 'active' ELSE 'dormant' END"
    )
    with op.batch_alter_table("people") as batch:
        batch.alter_column("shape", existing_type=sa.String(20), nullable=False)
        batch.create_check_constraint("ck_people_shape", f"shape IN ({WORDS})")
        batch.drop_column("late")
        batch.drop_column("shut")


def downgrade():
    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("late", sa.Boolean()))
        batch.add_column(sa.Column("shut", sa.Boolean()))
    op.execute(
        "UPDATE people SET late = (shape IN ('active', 'suspended')), "
        "shut = (shape IN ('banned', 'suspended'))"
    )
    with op.batch_alter_table("people") as batch:
        batch.alter_column("late", existing_type=sa.Boolean(), nullable=False)
        batch.alter_column("shut", existing_type=sa.Boolean(), nullable=False)
        batch.drop_constraint("ck_people_shape", type_="check")
        batch.drop_column("shape")
