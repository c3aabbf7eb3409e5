import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("login", sa.String(40), nullable=False),
        sa.UniqueConstraint("login", name="uq_login"),
    )


def downgrade():
    op.drop_table("accounts")
