import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE users_archive AS SELECT * FROM users")
    with op.batch_alter_table("users") as batch:
        batch.drop_column("phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(20)))
    op.execute("DELETE FROM users")  # expect: MRT207 error
    op.execute("INSERT INTO users (id, email, phone) SELECT id, email, phone FROM users_archive")
    op.drop_table("users_archive")
