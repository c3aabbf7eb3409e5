import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    sa.Enum("man", "bot", name="kind").create(op.get_bind())
    op.create_table(  # expect: MRT117 error
        "beings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.Enum("man", "bot", name="kind")),
    )


def downgrade():
    op.drop_table("beings")
    op.execute("DROP TYPE kind")
