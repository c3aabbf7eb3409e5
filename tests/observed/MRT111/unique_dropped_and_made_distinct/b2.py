from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("uq_users_email", type_="unique")


def downgrade():
    op.execute(
        "UPDATE users SET email = email || '#' || id WHERE EXISTS ("
        "SELECT 1 FROM users AS u WHERE u.email = users.email AND u.id < users.id)"
    )
    with op.batch_alter_table("users") as batch:
        batch.create_unique_constraint("uq_users_email", ["email"])
