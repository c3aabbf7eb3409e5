from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("uq_users_email", type_="unique")


def downgrade():
    with op.batch_alter_table("users") as batch:  # expect: MRT111 error
        batch.create_unique_constraint("uq_users_email", ["email"])
