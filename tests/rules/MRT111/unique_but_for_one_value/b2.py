import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("accounts") as batch:
        batch.drop_constraint("uq_login", type_="unique")
    op.create_index("ux_login", "accounts", [sa.text("nullif(login, '')")], unique=True)


def downgrade():
    op.drop_index("ux_login", table_name="accounts")
    with op.batch_alter_table("accounts") as batch:
        batch.create_unique_constraint("uq_login", ["login"])  # expect: MRT111 warning
