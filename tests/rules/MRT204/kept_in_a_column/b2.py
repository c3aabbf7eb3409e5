import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("email_old", sa.String(120)))
    op.execute("UPDATE users SET email_old = email")
    op.execute("UPDATE users SET email = lower(email)")


def downgrade():
    op.execute("UPDATE users SET email = email_old WHERE email_old IS NOT NULL")
    op.drop_column("users", "email_old")
