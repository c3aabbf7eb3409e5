import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "names",
        sa.Column("user_id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40)),
    )
    op.execute("INSERT INTO names SELECT id, name FROM users")
    with op.batch_alter_table("users") as batch:
        batch.drop_column("name")


def downgrade():
    op.add_column("users", sa.Column("name", sa.String(40)))
    op.execute("UPDATE users SET name = (SELECT name FROM names WHERE user_id = users.id)")
    with op.batch_alter_table("users") as batch:  # expect: MRT111 error
        batch.alter_column("name", existing_type=sa.String(40), nullable=False)
    op.drop_table("names")
