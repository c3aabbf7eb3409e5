import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("city", new_column_name="town", type_=sa.String(80))  # expect: MRT204 error


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("town", new_column_name="city", type_=sa.String(40))
    op.execute("UPDATE users SET city = NULL")
