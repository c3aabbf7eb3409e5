import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("metrics") as batch:
        batch.alter_column("is_nan", type_=sa.Boolean(create_constraint=True))


def downgrade():  # expect: MRT102 error
    pass
