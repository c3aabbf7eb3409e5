# expect: reversible
"""required and unique"""

import sqlalchemy as sa
from alembic import op

revision = "d2"
down_revision = "d1"


def upgrade():
    op.add_column("account", sa.Column("email", sa.Text()))
    op.execute("UPDATE account SET email = name || '@example.com'")
    with op.batch_alter_table("account") as batch:
        batch.alter_column("email", existing_type=sa.Text(), nullable=False)
    op.create_index("ux_account_email", "account", ["email"], unique=True)


def downgrade():
    op.drop_index("ux_account_email", table_name="account")
    with op.batch_alter_table("account") as batch:
        batch.drop_column("email")
