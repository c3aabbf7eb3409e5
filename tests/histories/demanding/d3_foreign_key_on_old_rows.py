# expect: reversible
"""foreign key on old rows"""

import sqlalchemy as sa
from alembic import op

revision = "d3"
down_revision = "d2"


def upgrade():
    with op.batch_alter_table("login") as batch:
        batch.create_foreign_key("fk_login_account", "account", ["account_id"], ["id"])


def downgrade():
    with op.batch_alter_table("login") as batch:
        batch.drop_constraint("fk_login_account", type_="foreignkey")
