import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(80), nullable=False),
        sa.UniqueConstraint("email", name="uq_clients_email"),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("client_email", sa.String(80)),
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("clients")
