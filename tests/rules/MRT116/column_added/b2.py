import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column(  # expect: MRT116 error
        "users", sa.Column("kind", sa.Enum("man", "bot", name="kind"))
    )


def downgrade():
    op.drop_column("users", "kind")
    op.execute("DROP TYPE kind")
