import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b2"
down_revision = "a1"


def upgrade():
    kind = postgresql.ENUM("man", "bot", name="kind", create_type=False)
    kind.create(op.get_bind())
    op.create_table(
        "beings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", kind),
    )


def downgrade():
    op.drop_table("beings")
    op.execute("DROP TYPE kind")
