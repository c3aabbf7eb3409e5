from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET name = 'N' WHERE name = 'new'")
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_name", type_="check")
        batch.create_check_constraint("ck_name", "name IN ('N', 'paid')")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("ck_name", type_="check")
        batch.create_check_constraint("ck_name", "name IN ('new', 'paid')")
    op.execute("UPDATE users SET name = 'new' WHERE name = 'N'")
