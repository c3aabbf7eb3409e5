# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE SEQUENCE tickets_number")
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            server_default=sa.text("nextval('tickets_number')"),
        ),
    )


def downgrade():
    op.drop_table("tickets")
    op.execute("DROP SEQUENCE tickets_number")
