from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_users_dates", type_="check")


def downgrade():
    with op.batch_alter_table("users") as batch:  # expect: MRT111 error
        batch.create_check_constraint("ck_users_dates", "starts <= ends")
