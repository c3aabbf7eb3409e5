import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "phones", sa.Column("user_id", sa.Integer()), sa.Column("number", sa.String(30))
    )
    op.execute("INSERT INTO phones (user_id, number) SELECT id, phone FROM users")
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = p.number FROM phones p WHERE p.user_id = users.id")
    op.drop_table("phones")
