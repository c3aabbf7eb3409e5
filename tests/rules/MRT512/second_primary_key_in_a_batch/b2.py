from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.create_primary_key("users_pkey", ["name"])  # expect: MRT512 error


def downgrade():
    pass
