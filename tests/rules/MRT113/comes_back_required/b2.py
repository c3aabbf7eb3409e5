import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE mails AS SELECT id, email FROM users")
    with op.batch_alter_table("users") as batch:
        batch.drop_column("email")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("email", sa.String(120), nullable=False))  # expect: MRT113 error
    op.execute("UPDATE users SET email = (SELECT email FROM mails WHERE mails.id = users.id)")
    op.drop_table("mails")
