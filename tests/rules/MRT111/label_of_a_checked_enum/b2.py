import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"
OLD = sa.Enum("a", "b", name="ck_state", native_enum=False, create_constraint=True)
NEW = sa.Enum("a", "b", "c", name="ck_state", native_enum=False, create_constraint=True)


def upgrade():
    with op.batch_alter_table("tasks") as batch:
        batch.alter_column("state", existing_type=OLD, type_=NEW)


def downgrade():
    with op.batch_alter_table("tasks") as batch:
        batch.alter_column("state", existing_type=NEW, type_=OLD)  # expect: MRT111 warning
