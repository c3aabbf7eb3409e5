import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_column("users", "a")  # expect: MRT115 error


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("a", sa.Integer()))
        batch.create_foreign_key("fk_users_a", "users", ["a"], ["id"])
