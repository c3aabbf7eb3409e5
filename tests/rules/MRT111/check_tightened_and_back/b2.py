from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_credit", type_="check")
        batch.create_check_constraint("ck_credit", "credit > 10")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_credit", type_="check")
        batch.create_check_constraint("ck_credit", "credit >= 0")
