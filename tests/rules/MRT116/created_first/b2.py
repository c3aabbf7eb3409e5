import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    sa.Enum("man", "bot", name="kind").create(op.get_bind())
    op.add_column("users", sa.Column("kind", sa.Enum("man", "bot", name="kind")))


def downgrade():
    op.drop_column("users", "kind")
    op.execute("DROP TYPE kind")
