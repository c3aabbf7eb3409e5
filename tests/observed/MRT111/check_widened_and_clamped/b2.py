from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_users_age", type_="check")
        batch.create_check_constraint("ck_users_age", "age BETWEEN 13 AND 99")


def downgrade():
    op.execute("UPDATE users SET age = 18 WHERE age < 18")
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_users_age", type_="check")
        batch.create_check_constraint("ck_users_age", "age BETWEEN 18 AND 99")
