from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users", recreate="always") as batch_op:
        batch_op.alter_column("name", new_column_name="full_name")


def downgrade():
    with op.batch_alter_table("users", recreate="always") as batch_op:
        batch_op.alter_column("full_name", new_column_name="name")
