import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("tags") as batch:
        batch.alter_column("name", existing_type=sa.String(30), type_=sa.String(50))


def downgrade():
    with op.batch_alter_table("tags") as batch:
        batch.alter_column("name", type_=sa.String(30))  # expect: MRT303 error
