import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    kind = sa.Enum("finite", "infinite", name="kind", native_enum=False)
    op.add_column("points", sa.Column("kind", kind, server_default="finite", nullable=False))
    op.execute("UPDATE points SET value = NULL, kind = 'infinite' WHERE value = 999999")


def downgrade():
    op.execute("UPDATE points SET value = 999999 WHERE kind = 'infinite'")
    op.drop_column("points", "kind")
