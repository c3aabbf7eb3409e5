# expect: reversible
"""unique and checked"""

import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = "d3"


def upgrade():
    with op.batch_alter_table("account") as batch:
        batch.create_unique_constraint("uq_account_name", ["name"])
        batch.create_check_constraint("ck_account_plan", "plan IN ('free', 'paid')")
        batch.alter_column("plan", existing_type=sa.String(20), nullable=False)


def downgrade():
    with op.batch_alter_table("account") as batch:
        batch.alter_column("plan", existing_type=sa.String(20), nullable=True)
        batch.drop_constraint("ck_account_plan", type_="check")
        batch.drop_constraint("uq_account_name", type_="unique")
