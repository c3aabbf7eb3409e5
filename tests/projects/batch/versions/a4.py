# expect postgresql: data lost
# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    with op.batch_alter_table("product", recreate="always") as batch:
        batch.alter_column("name", new_column_name="title")


def downgrade():
    with op.batch_alter_table("product", recreate="always") as batch:
        batch.alter_column("title", new_column_name="name")
